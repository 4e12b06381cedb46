/** New services from the sample, and their removal. Used by nobody. */
@NullMarked
package dev.coffer.scripts.scaffold;

import org.jspecify.annotations.NullMarked;
