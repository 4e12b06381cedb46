package dev.coffer.payment.provider;

import dev.coffer.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money to send outside.
 *
 * @param key 1 to 255 characters; the same for every try
 * @param amount more than zero
 * @param since no try was made before this time: a provider that forgets keys can tell whether it may have forgotten this one
 * @param reference the provider's own id of it, where an earlier answer named it; null otherwise
 */
public record Payout(
        String key,
        String tenantId,
        String userId,
        Money amount,
        Destination destination,
        Instant since,
        @Nullable String reference) {

    public Payout {
        Charge.requireKey(key);
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("A payout must be more than zero, not " + amount);
        }
    }
}
