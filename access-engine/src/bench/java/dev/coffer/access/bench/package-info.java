/** Measures decisions beside other engines. Compiled and run by the profile {@code bench} only. */
@NullMarked
package dev.coffer.access.bench;

import org.jspecify.annotations.NullMarked;
