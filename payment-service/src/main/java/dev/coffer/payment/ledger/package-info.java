/**
 * Wallets and the double-entry ledger: the only place where money moves. Used by every use case of payment-service.
 *
 * <p>A use case describes what shall happen as a {@link dev.coffer.payment.ledger.Post} (or an
 * {@link dev.coffer.payment.ledger.OpenWallet}) and hands it to {@link dev.coffer.payment.ledger.Bookings}; pure code
 * ({@link dev.coffer.payment.ledger.Ledger#decide}) decides it, and the writer commits what was decided together with what
 * waited beside it in one MongoDB transaction. {@link dev.coffer.payment.ledger.Wallets} and
 * {@link dev.coffer.payment.ledger.Transfers} read.
 */
@NullMarked
package dev.coffer.payment.ledger;

import org.jspecify.annotations.NullMarked;
