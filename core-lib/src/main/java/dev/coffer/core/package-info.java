/** Coffer: core-lib. */
@NullMarked
package dev.coffer.core;

import org.jspecify.annotations.NullMarked;
