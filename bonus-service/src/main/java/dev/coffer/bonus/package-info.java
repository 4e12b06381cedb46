/** Coffer: bonus-service. */
@NullMarked
package dev.coffer.bonus;

import org.jspecify.annotations.NullMarked;
