/** {@code coffer doctor}: what is wrong with a set-up, and what mends it. */
@NullMarked
package dev.coffer.scripts.doctor;

import org.jspecify.annotations.NullMarked;
