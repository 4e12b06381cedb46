/**
 * Bets for games: stakes that are placed, settled in as many parts as the game wants, or rolled back, also before they came. Used
 * by game providers over the API, and by nothing else; stands on the ledger.
 */
@NullMarked
package dev.coffer.payment.bet;

import org.jspecify.annotations.NullMarked;
