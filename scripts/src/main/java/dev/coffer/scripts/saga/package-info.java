/** Sagas of the running system: looked at and moved on. */
@NullMarked
package dev.coffer.scripts.saga;

import org.jspecify.annotations.NullMarked;
