/** {@code coffer dlq} and {@code coffer replay}: what operators do with events. Used by the command line alone. */
@NullMarked
package dev.coffer.scripts.events;

import org.jspecify.annotations.NullMarked;
