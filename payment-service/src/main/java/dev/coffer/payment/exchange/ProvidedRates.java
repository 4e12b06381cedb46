package dev.coffer.payment.exchange;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rates of a provider at one time.
 *
 * @param base a currency's code
 * @param at when they held
 * @param values what one unit of {@code base} is, by currency code; what cannot be reckoned with is left out
 */
record ProvidedRates(String base, Instant at, Map<String, BigDecimal> values) {

    ProvidedRates {
        Map<String, BigDecimal> usable = new HashMap<>(values);
        usable.values().removeIf(value -> !Rate.isUsable(value));
        usable.put(base, BigDecimal.ONE);
        values = Map.copyOf(usable);
    }

    /** Straight, inverse, or across the base; null when one of the two is not named. */
    @Nullable
    Rate between(String from, String to) {
        BigDecimal sold = values.get(from);
        BigDecimal bought = values.get(to);
        return sold == null || bought == null ? null : new Rate(bought, sold, RateSource.PROVIDER, at);
    }
}
