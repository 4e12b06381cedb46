/** Identifiers of documents and events. Used by every service; imports no other room. */
@NullMarked
package dev.coffer.core.ids;

import org.jspecify.annotations.NullMarked;
