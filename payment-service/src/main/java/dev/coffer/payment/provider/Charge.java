package dev.coffer.payment.provider;

import dev.coffer.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money to take from outside.
 *
 * @param key 1 to 255 characters; the same for every try
 * @param amount more than zero
 * @param paymentMethod the provider's token for the payer's card or account; null where the payer named none
 * @param since no try was made before this time: a provider that forgets keys can tell whether it may have forgotten this one
 * @param reference the provider's own id of it, where an earlier answer named it; null otherwise
 */
public record Charge(
        String key,
        String tenantId,
        String userId,
        Money amount,
        @Nullable PaymentMethod paymentMethod,
        Instant since,
        @Nullable String reference) {

    private static final int LONGEST_KEY = 255;

    public Charge {
        requireKey(key);
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("A charge must be more than zero, not " + amount);
        }
    }

    static void requireKey(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("A provider's key has 1 to 255 characters, not " + key.length());
        }
    }
}
