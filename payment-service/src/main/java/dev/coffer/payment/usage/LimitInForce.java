package dev.coffer.payment.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One limit as it holds for a user at one moment, in minor units of the limit currency.
 *
 * @param used of the current day or month; zero for one operation; below zero for what was won
 */
public record LimitInForce(LimitSource source, LimitScope scope, long maximum, long used) {

    /** All that hold for {@code usage}, which counts in the currency of {@code terms}, at {@code now}. */
    public static List<LimitInForce> of(Usage usage, LimitTerms terms, Instant now) {
        Counters counters = usage.counters().on(CountUsage.day(now));
        List<LimitInForce> limits = new ArrayList<>();
        terms.maxima(usage.tier(terms))
                .maxima()
                .forEach((scope, maximum) -> add(limits, LimitSource.TIER, scope, maximum, counters));
        terms.house().forEach((scope, maximum) -> add(limits, LimitSource.TENANT, scope, maximum, counters));
        usage.limits().forEach(limit -> add(limits, limit.source(), limit.scope(), limit.maximum(now), counters));
        return limits;
    }

    private static void add(
            List<LimitInForce> limits,
            LimitSource source,
            LimitScope scope,
            @Nullable Long maximum,
            Counters counters) {
        if (maximum != null) {
            limits.add(new LimitInForce(source, scope, maximum, counters.used(scope)));
        }
    }

    /** What still fits: zero or more. */
    public long left() {
        if (used < 0 && maximum > Long.MAX_VALUE + used) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, maximum - used);
    }
}
