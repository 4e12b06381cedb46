/**
 * Competitions: who stands where by what was played, and the prizes of the best. Standings are kept in MongoDB; Redis shows them in
 * their order. See docs/adr/0077.
 */
@NullMarked
package dev.coffer.bonus.competition;

import org.jspecify.annotations.NullMarked;
