package dev.coffer.payment.fee;

import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;

/**
 * Fees by type and currency, as a percentage of the amount. Rounded half-even to the currency's smallest unit, so that over
 * many fees neither side gains by rounding.
 */
public final class FeeSchedule {

    /** Stands for every currency that is not named. */
    static final String ANY_CURRENCY = "default";

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int MOST_DECIMALS = 6;

    private final Map<FeeType, Map<String, BigDecimal>> percents = new EnumMap<>(FeeType.class);

    /**
     * @param percents by type, then by currency code or {@value #ANY_CURRENCY}: 2.9 is 2.9 %; what is not named costs nothing
     * @throws IllegalArgumentException naming a percentage that is not 0 to 100, or has more than 6 decimals
     */
    public FeeSchedule(Map<FeeType, Map<String, BigDecimal>> percents) {
        percents.forEach((type, byCurrency) -> {
            byCurrency.forEach((currency, percent) -> requirePercent(type, currency, percent));
            this.percents.put(type, Map.copyOf(byCurrency));
        });
    }

    private static void requirePercent(FeeType type, String currency, BigDecimal percent) {
        if (percent.signum() < 0
                || percent.compareTo(HUNDRED) > 0
                || percent.stripTrailingZeros().scale() > MOST_DECIMALS) {
            throw new IllegalArgumentException("The fee of " + type + " in " + currency
                    + " must be a percentage from 0 to 100 with at most " + MOST_DECIMALS + " decimals, not "
                    + percent);
        }
    }

    /** What is taken for {@code amount}, in its currency. @param amount not negative */
    public Money fee(FeeType type, Money amount) {
        Map<String, BigDecimal> byCurrency = percents.getOrDefault(type, Map.of());
        BigDecimal percent = byCurrency.getOrDefault(
                amount.currency().code(), byCurrency.getOrDefault(ANY_CURRENCY, BigDecimal.ZERO));
        return amount.times(percent.movePointLeft(2), RoundingMode.HALF_EVEN);
    }

    /** @throws ArithmeticException when amount and fee together are more than an amount can be */
    public FeeQuote quote(FeeType type, Money amount) {
        Money fee = fee(type, amount);
        return switch (type) {
            case DEPOSIT -> new FeeQuote(type, amount, fee, amount, amount.minus(fee));
            case PAYMENT, WITHDRAWAL -> new FeeQuote(type, amount, fee, amount.plus(fee), amount);
        };
    }
}
