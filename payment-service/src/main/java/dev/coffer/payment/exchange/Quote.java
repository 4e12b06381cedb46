package dev.coffer.payment.exchange;

import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange gives a user until {@code expiresAt}. Used once.
 *
 * @param sold what the user gives
 * @param bought what the user gets
 * @param spread what the house keeps beside it, in the currency of {@code bought}
 * @param rate as shown
 * @param key the idempotency key of the request that uses it; null as long as none does
 */
record Quote(
        String id,
        String tenantId,
        String userId,
        Money sold,
        Money bought,
        Money spread,
        BigDecimal spreadPercent,
        String rate,
        RateSource source,
        Instant rateAt,
        Instant expiresAt,
        @Nullable String key) {

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Quote usedBy(String user) {
        return new Quote(
                id, tenantId, userId, sold, bought, spread, spreadPercent, rate, source, rateAt, expiresAt, user);
    }
}
