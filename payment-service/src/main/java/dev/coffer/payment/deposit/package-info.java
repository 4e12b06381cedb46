/**
 * Deposits: money from outside into a wallet. A deposit is kept as PENDING before the provider is asked, and every step from
 * there on (charge, credit, settle) carries a key that follows from the deposit's id. So whoever finds a PENDING deposit may
 * take all steps again: after a crash anywhere, after a lost answer, or twice at once, the money is taken once and credited
 * once.
 */
@NullMarked
package dev.coffer.payment.deposit;

import org.jspecify.annotations.NullMarked;
