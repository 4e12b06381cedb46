package dev.coffer.payment.usage;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's rules for limits, as they are at one moment.
 *
 * @param currency the limit currency, in which everything is counted, whatever it was done in
 * @param rates how many units of {@code currency} one unit of another currency is worth, by its code; for limits only
 * @param tiers a tier that is not named allows everything
 * @param house the tenant's own limits for every user, in minor units of {@code currency}
 * @param unknownTier of users of whom nobody has told
 */
public record LimitTerms(
        Currency currency,
        Map<String, BigDecimal> rates,
        Map<Tier, TierMaxima> tiers,
        Map<LimitScope, Long> house,
        Tier unknownTier) {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(-Long.MAX_VALUE);

    public LimitTerms {
        rates = Map.copyOf(rates);
        tiers = Map.copyOf(tiers);
        house = Map.copyOf(house);
    }

    public TierMaxima maxima(Tier tier) {
        return tier == Tier.UNLIMITED ? TierMaxima.UNLIMITED : tiers.getOrDefault(tier, TierMaxima.UNLIMITED);
    }

    /**
     * What {@code amount} counts, in minor units of the limit currency, rounded up: against the user. What is more than can be
     * counted is {@link Long#MAX_VALUE}. Points count nothing.
     *
     * @param amount zero or more
     * @return null when its currency has no rate
     */
    public @Nullable Long value(Money amount) {
        return value(amount, RoundingMode.CEILING);
    }

    @Nullable
    Long value(Money amount, RoundingMode rounding) {
        if (amount.currency().kind() == Currency.Kind.POINTS) {
            return 0L;
        }
        if (amount.currency().equals(currency)) {
            return amount.minor();
        }
        BigDecimal rate = rates.get(amount.currency().code());
        if (rate == null || rate.signum() <= 0) {
            return null;
        }
        BigInteger value = BigDecimal.valueOf(amount.minor(), amount.currency().decimals())
                .multiply(rate)
                .movePointRight(currency.decimals())
                .setScale(0, rounding)
                .toBigInteger();
        return value.min(MOST).max(LEAST).longValueExact();
    }

    Money money(long minor) {
        return new Money(minor, currency);
    }
}
