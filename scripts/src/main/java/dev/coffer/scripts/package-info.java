/** Coffer: scripts. */
@NullMarked
package dev.coffer.scripts;

import org.jspecify.annotations.NullMarked;
