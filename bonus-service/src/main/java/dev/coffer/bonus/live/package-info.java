/** Subscriptions to what becomes of a user's own bonuses, at whichever replica it changes. */
@NullMarked
package dev.coffer.bonus.live;

import org.jspecify.annotations.NullMarked;
