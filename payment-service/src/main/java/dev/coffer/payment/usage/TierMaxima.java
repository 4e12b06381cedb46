package dev.coffer.payment.usage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tier allows, in minor units of the limit currency.
 *
 * @param maxima what is not named is not limited
 * @param balance the most that a wallet may hold after a deposit; null for no limit
 */
public record TierMaxima(
        Map<LimitScope, Long> maxima, @Nullable Long balance) {

    /** Nothing is limited. */
    public static final TierMaxima UNLIMITED = new TierMaxima(Map.of(), null);

    public TierMaxima {
        maxima = Map.copyOf(maxima);
    }
}
