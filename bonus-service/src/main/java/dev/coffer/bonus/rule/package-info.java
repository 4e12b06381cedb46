/**
 * Who may have a bonus, as data: a typed expression that operators write, that is checked when it is saved and that is told in
 * words. Used by the packages template, player and offer.
 */
@NullMarked
package dev.coffer.bonus.rule;

import org.jspecify.annotations.NullMarked;
