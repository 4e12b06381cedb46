/**
 * Payment providers: who takes money from cards and accounts outside, and sends money there. {@link dev.coffer.payment.provider.PaymentProvider} is
 * the port; the simulator is the adapter for development and tests. Used by deposits, withdrawals and webhooks.
 */
@NullMarked
package dev.coffer.payment.provider;

import org.jspecify.annotations.NullMarked;
