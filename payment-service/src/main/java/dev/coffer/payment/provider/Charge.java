package dev.coffer.payment.provider;

import dev.coffer.core.money.Money;

/**
 * Money to take from outside.
 *
 * @param key 1 to 255 characters; the same for every try
 * @param amount more than zero
 */
public record Charge(String key, String tenantId, String userId, Money amount) {

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
