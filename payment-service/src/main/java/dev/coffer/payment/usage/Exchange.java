package dev.coffer.payment.usage;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what is counted and limited into another limit currency, when a tenant changes it; rounded against the user. */
record Exchange(Currency from, LimitTerms terms) {

    /** Null when {@code terms} have no rate for it. */
    static @Nullable Exchange of(Currency from, LimitTerms terms) {
        return terms.value(new Money(0, from), RoundingMode.FLOOR) == null ? null : new Exchange(from, terms);
    }

    Counters counters(Counters counters) {
        return new Counters(counters.day(), counts(counters.today()), counts(counters.thisMonth()));
    }

    private Map<LimitedOperation, Long> counts(Map<LimitedOperation, Long> counts) {
        Map<LimitedOperation, Long> exchanged = new EnumMap<>(LimitedOperation.class);
        counts.forEach((operation, count) -> exchanged.put(operation, exchange(count, RoundingMode.CEILING)));
        return exchanged;
    }

    List<PersonalLimit> limits(List<PersonalLimit> limits) {
        return limits.stream().map(this::limit).toList();
    }

    private PersonalLimit limit(PersonalLimit limit) {
        PersonalLimit.Pending pending = limit.pending();
        return new PersonalLimit(
                limit.source(),
                limit.scope(),
                maximum(limit.maximum()),
                pending == null ? null : new PersonalLimit.Pending(maximum(pending.maximum()), pending.from()));
    }

    private @Nullable Long maximum(@Nullable Long maximum) {
        return maximum == null ? null : exchange(maximum, RoundingMode.FLOOR);
    }

    private long exchange(long minor, RoundingMode rounding) {
        Long exchanged = terms.value(new Money(minor, from), rounding);
        if (exchanged == null) {
            throw new IllegalStateException("No rate for " + from);
        }
        return exchanged;
    }
}
