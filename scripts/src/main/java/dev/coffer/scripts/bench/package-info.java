/** Measurements that anybody can repeat: {@code coffer bench}. Used by the command line alone. */
@NullMarked
package dev.coffer.scripts.bench;

import org.jspecify.annotations.NullMarked;
