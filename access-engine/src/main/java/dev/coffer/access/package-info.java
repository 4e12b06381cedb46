/** Coffer: access-engine. */
@NullMarked
package dev.coffer.access;

import org.jspecify.annotations.NullMarked;
