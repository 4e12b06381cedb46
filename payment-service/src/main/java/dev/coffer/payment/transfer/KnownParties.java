package dev.coffer.payment.transfer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.core.money.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Wallets that were found before. Once opened, a wallet keeps its id, owner, currency and category for ever, closed or not, so
 * what is known is never out of date; that there is none is not remembered.
 */
final class KnownParties {

    private static final int MOST = 100_000;

    private record ById(String tenantId, String walletId) {}

    private record MainOf(String tenantId, String userId, Currency currency) {}

    private final Cache<ById, Party> byId =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<MainOf, Party> mainOf =
            Caffeine.newBuilder().maximumSize(MOST).build();

    @Nullable
    Party find(String tenantId, String walletId) {
        return byId.getIfPresent(new ById(tenantId, walletId));
    }

    @Nullable
    Party mainOf(String tenantId, String userId, Currency currency) {
        return mainOf.getIfPresent(new MainOf(tenantId, userId, currency));
    }

    void learn(Party found) {
        byId.put(new ById(found.tenantId(), found.walletId()), found);
    }

    void learnMainOf(String userId, Currency currency, Party found) {
        mainOf.put(new MainOf(found.tenantId(), userId, currency), found);
    }
}
