/** Bonuses: the campaigns that are offered and the awards that users hold. */
@NullMarked
package dev.coffer.bonus;

import org.jspecify.annotations.NullMarked;
