package dev.coffer.payment.transfer;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to pay.
 *
 * @param sender the caller, always
 * @param fromWalletId one of the sender's; null for their main wallet in the currency
 * @param payee who gets it
 * @param amount more than zero
 * @param reason for people, or null
 * @param key the client's idempotency key
 */
record Payment(
        Caller sender,
        @Nullable String fromWalletId,
        Payee payee,
        Money amount,
        @Nullable String reason,
        String key) {

    /** Who is paid. */
    sealed interface Payee {

        /** What stands in the request's digest. */
        String text();

        /** The user's main wallet in the currency of the payment. */
        record ToUser(String userId) implements Payee {
            @Override
            public String text() {
                return "user " + userId;
            }
        }

        /** This wallet. */
        record ToWallet(String walletId) implements Payee {
            @Override
            public String text() {
                return "wallet " + walletId;
            }
        }
    }
}
