/** Error codes and the exceptions that carry them. Used by every room and service; imports no other room. */
@NullMarked
package dev.coffer.core.errors;

import org.jspecify.annotations.NullMarked;
