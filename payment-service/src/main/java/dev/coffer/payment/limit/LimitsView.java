package dev.coffer.payment.limit;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Exclusion;
import dev.coffer.payment.usage.LimitInForce;
import dev.coffer.payment.usage.LimitPeriod;
import dev.coffer.payment.usage.LimitScope;
import dev.coffer.payment.usage.LimitSource;
import dev.coffer.payment.usage.LimitTerms;
import dev.coffer.payment.usage.LimitedOperation;
import dev.coffer.payment.usage.PersonalLimit;
import dev.coffer.payment.usage.Tier;
import dev.coffer.payment.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code UserLimits}. */
@GraphQlName("UserLimits")
record LimitsView(
        String currency,
        Tier tier,
        List<LimitView> limits,
        @Nullable MoneyView maximumBalance,
        List<Exclusion> exclusions) {

    /** The GraphQL type {@code Limit}. */
    @GraphQlName("Limit")
    record LimitView(
            LimitedOperation operation,
            LimitPeriod period,
            LimitSource source,
            @Nullable MoneyView maximum,
            MoneyView used,
            @Nullable MoneyView left,
            @Nullable PendingView pending) {}

    /** The GraphQL type {@code PendingLimit}. */
    @GraphQlName("PendingLimit")
    record PendingView(@Nullable MoneyView maximum, Instant from) {}

    static LimitsView of(Usage stored, LimitTerms terms, Instant now) {
        Usage usage = Objects.requireNonNullElse(stored.in(terms), stored);
        List<LimitView> limits = new ArrayList<>();
        for (LimitInForce limit : LimitInForce.of(usage, terms, now)) {
            limits.add(new LimitView(
                    limit.scope().operation(),
                    limit.scope().period(),
                    limit.source(),
                    money(limit.maximum(), terms),
                    money(limit.used(), terms),
                    money(limit.left(), terms),
                    pending(usage, limit.source(), limit.scope(), terms, now)));
        }
        limits.sort(Comparator.comparing(LimitView::operation)
                .thenComparing(LimitView::period)
                .thenComparing(LimitView::source));
        Long most = terms.maxima(usage.tier(terms)).balance();
        return new LimitsView(
                terms.currency().code(),
                usage.tier(terms),
                List.copyOf(limits),
                most == null ? null : money(most, terms),
                usage.exclusions().stream()
                        .filter(exclusion -> !exclusion.isOver(now))
                        .toList());
    }

    private static @Nullable PendingView pending(
            Usage usage, LimitSource source, LimitScope scope, LimitTerms terms, Instant now) {
        for (PersonalLimit limit : usage.limits()) {
            PersonalLimit.Pending pending = limit.pending(now);
            if (limit.source() == source && limit.scope().equals(scope) && pending != null) {
                Long maximum = pending.maximum();
                return new PendingView(maximum == null ? null : money(maximum, terms), pending.from());
            }
        }
        return null;
    }

    private static MoneyView money(long minor, LimitTerms terms) {
        return MoneyView.of(new Money(minor, terms.currency()));
    }
}
