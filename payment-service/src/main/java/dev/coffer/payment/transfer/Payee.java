package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import org.jspecify.annotations.Nullable;

/** Who is paid. */
public sealed interface Payee {

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

    /** @param path of the input that has both @throws CodedException INVALID_INPUT unless exactly one of them is there */
    static Payee of(String path, @Nullable String toUserId, @Nullable String toWalletId) {
        if (toUserId != null && toWalletId == null) {
            return new ToUser(toUserId);
        }
        if (toWalletId != null && toUserId == null) {
            return new ToWallet(toWalletId);
        }
        throw CodedException.invalid(
                path + (toUserId == null ? ".toUserId" : ".toWalletId"),
                "Name the payee once: either by toUserId or by toWalletId.");
    }
}
