package dev.coffer.payment.closing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of a saga that closes a user's wallets.
 *
 * @param closingId of auth-service
 * @param walletIds those that were open when it began; null before
 * @param obstacle the name of an {@link Obstacle} that was found before anything was done; null for none
 */
record AccountClosing(
        String userId,
        String closingId,
        @Nullable List<String> walletIds,
        @Nullable String obstacle) {

    AccountClosing {
        walletIds = walletIds == null ? null : List.copyOf(walletIds);
    }

    static AccountClosing due(ClosingDue due) {
        return new AccountClosing(due.userId(), due.closingId(), null, null);
    }

    AccountClosing of(List<String> open, @Nullable Obstacle found) {
        return new AccountClosing(userId, closingId, open, found == null ? null : found.name());
    }

    List<String> open() {
        return walletIds == null ? List.of() : walletIds;
    }
}
