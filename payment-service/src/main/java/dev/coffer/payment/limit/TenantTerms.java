package dev.coffer.payment.limit;

import dev.coffer.core.config.Setting;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.payment.usage.LimitPeriod;
import dev.coffer.payment.usage.LimitScope;
import dev.coffer.payment.usage.LimitTerms;
import dev.coffer.payment.usage.LimitedOperation;
import dev.coffer.payment.usage.Tier;
import dev.coffer.payment.usage.TierMaxima;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rules of each tenant as they are now, made of both settings once for each change of one. */
final class TenantTerms {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Setting<LimitSettings> limits;
    private final Setting<TierSettings> tiers;
    private final Tier unknownTier;

    /** One for each tenant that has settings of its own, and one for all others. */
    private final Map<Made, LimitTerms> made = new ConcurrentHashMap<>();

    /** So that settings which change often leave nothing behind. */
    private static final int MOST_MADE = 1_000;

    private record Made(LimitSettings limits, TierSettings tiers) {
        /** The same objects: what was read before a change is another object. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Made made && made.limits == limits && made.tiers == tiers;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(limits) + System.identityHashCode(tiers);
        }
    }

    /** @param unknownTier of users of whom kyc-service has not told */
    TenantTerms(Setting<LimitSettings> limits, Setting<TierSettings> tiers, Tier unknownTier) {
        this.limits = limits;
        this.tiers = tiers;
        this.unknownTier = unknownTier;
    }

    LimitTerms of(String tenantId) {
        Made settings = new Made(limits.of(tenantId), tiers.of(tenantId));
        LimitTerms known = made.get(settings);
        if (known != null) {
            return known;
        }
        if (made.size() >= MOST_MADE) {
            made.clear();
        }
        LimitTerms terms = make(settings.limits(), settings.tiers());
        made.put(settings, terms);
        return terms;
    }

    private LimitTerms make(LimitSettings house, TierSettings table) {
        Currency currency = Currencies.builtIn().get(house.currency());
        Map<LimitScope, Long> maxima = new HashMap<>();
        for (LimitedOperation operation : LimitedOperation.values()) {
            String name = NamedOperations.name(operation);
            put(maxima, operation, LimitPeriod.OPERATION, house.perOperation().get(name), currency);
            put(maxima, operation, LimitPeriod.DAY, house.daily().get(name), currency);
            put(maxima, operation, LimitPeriod.MONTH, house.monthly().get(name), currency);
        }
        Map<Tier, TierMaxima> tierMaxima = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            tierMaxima.put(tier, maxima(table, NamedOperations.name(tier), currency));
        }
        return new LimitTerms(currency, house.rates(), tierMaxima, maxima, unknownTier);
    }

    private static TierMaxima maxima(TierSettings table, String tier, Currency currency) {
        Map<LimitScope, Long> maxima = new HashMap<>();
        LimitedOperation in = LimitedOperation.DEPOSIT;
        LimitedOperation out = LimitedOperation.WITHDRAWAL;
        put(maxima, in, LimitPeriod.OPERATION, table.deposit().get(tier), currency);
        put(maxima, in, LimitPeriod.DAY, table.depositDaily().get(tier), currency);
        put(maxima, in, LimitPeriod.MONTH, table.depositMonthly().get(tier), currency);
        put(maxima, out, LimitPeriod.OPERATION, table.withdrawal().get(tier), currency);
        put(maxima, out, LimitPeriod.DAY, table.withdrawalDaily().get(tier), currency);
        put(maxima, out, LimitPeriod.MONTH, table.withdrawalMonthly().get(tier), currency);
        return new TierMaxima(maxima, minor(table.balance().get(tier), currency));
    }

    private static void put(
            Map<LimitScope, Long> maxima,
            LimitedOperation operation,
            LimitPeriod period,
            @Nullable BigDecimal maximum,
            Currency currency) {
        Long minor = minor(maximum, currency);
        if (minor != null) {
            maxima.put(new LimitScope(operation, period), minor);
        }
    }

    private static @Nullable Long minor(@Nullable BigDecimal units, Currency currency) {
        return units == null
                ? null
                : units.movePointRight(currency.decimals())
                        .setScale(0, RoundingMode.FLOOR)
                        .min(MOST)
                        .longValueExact();
    }
}
