/**
 * What a player chose for a bet or an order, and rules about it: the one place that says whether a choice meets a rule, for what is
 * given and for what is only explained.
 */
@NullMarked
package dev.coffer.bonus.selection;

import org.jspecify.annotations.NullMarked;
