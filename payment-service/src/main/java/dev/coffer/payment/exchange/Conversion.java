package dev.coffer.payment.exchange;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an amount becomes in another currency. Every rounding is against the client. */
sealed interface Conversion {

    /** @param net what the client gets: more than zero @param spread what the house keeps beside it, in the same currency */
    record Converted(Money net, Money spread) implements Conversion {}

    /** Nothing would be left. */
    record TooSmall() implements Conversion {}

    /** More than an amount can be. */
    record TooLarge() implements Conversion {}

    /**
     * The amount at the rate, cut off after the smallest unit of {@code to}; of that the spread, rounded up.
     *
     * @param amount not negative
     * @param spreadPercent 0 to 100
     */
    static Conversion of(Money amount, Currency to, Rate rate, BigDecimal spreadPercent) {
        int shift = to.decimals() - amount.currency().decimals();
        BigDecimal gross = BigDecimal.valueOf(amount.minor())
                .multiply(rate.numerator())
                .scaleByPowerOfTen(shift)
                .divide(rate.denominator(), 0, RoundingMode.DOWN);
        BigDecimal spread = gross.multiply(spreadPercent).movePointLeft(2).setScale(0, RoundingMode.CEILING);
        if (gross.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return new TooLarge();
        }
        if (gross.compareTo(spread) <= 0) {
            return new TooSmall();
        }
        return new Converted(
                new Money(gross.subtract(spread).longValueExact(), to), new Money(spread.longValueExact(), to));
    }
}
