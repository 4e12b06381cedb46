/**
 * Reads the whole ledger again every day and says whether it keeps its promises. {@link dev.coffer.payment.ledger.LedgerVerifier} says
 * what is looked at. Used by operators, through {@code reconciliation} and the metrics.
 */
@NullMarked
package dev.coffer.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
