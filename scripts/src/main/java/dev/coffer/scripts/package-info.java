/** The {@code coffer} command: runs, tests, measures and inspects a system. Nothing depends on it. */
@NullMarked
package dev.coffer.scripts;

import org.jspecify.annotations.NullMarked;
