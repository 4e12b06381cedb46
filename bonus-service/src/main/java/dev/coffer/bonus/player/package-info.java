/** What bonuses know of players: folded from the events of other services, and said by operators. Used by the package offer. */
@NullMarked
package dev.coffer.bonus.player;

import org.jspecify.annotations.NullMarked;
