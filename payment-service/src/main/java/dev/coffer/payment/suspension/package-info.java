/**
 * Whose verification is suspended, as kyc-service tells it: what stops a payout that was not handed to a provider yet. Used by
 * withdrawals.
 *
 * @see <a href="file:../../../../../../../../../docs/adr/0098-suspensions-stop-withdrawals.md">docs/adr/0098</a>
 */
@NullMarked
package dev.coffer.payment.suspension;

import org.jspecify.annotations.NullMarked;
