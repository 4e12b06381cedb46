/** The bonuses that users hold. */
@NullMarked
package dev.coffer.bonus.award;

import org.jspecify.annotations.NullMarked;
