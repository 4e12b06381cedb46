/**
 * Stripe as {@link dev.coffer.payment.provider.PaymentProvider}: cards are charged by PaymentIntents, payouts are Payouts to a bank
 * account or Transfers to a connected account. Used where {@code coffer.payment.provider} is {@code stripe}.
 *
 * @see <a href="file:../../../../../../../../../../docs/adr/0038-stripe.md">docs/adr/0038</a>
 */
@NullMarked
package dev.coffer.payment.provider.stripe;

import org.jspecify.annotations.NullMarked;
