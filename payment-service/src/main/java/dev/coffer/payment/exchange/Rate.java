package dev.coffer.payment.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * What one unit of one currency is in another, as a fraction, so that an inverse or a cross rate is as exact as what it was made of.
 *
 * @param numerator more than zero
 * @param denominator more than zero
 * @param at how old it is
 */
record Rate(BigDecimal numerator, BigDecimal denominator, RateSource source, Instant at) {

    static final BigDecimal LEAST = new BigDecimal("0.000000001");
    static final BigDecimal MOST = new BigDecimal("1000000000");
    static final int MOST_DECIMALS = 18;

    /** Of what is shown; conversions go by the fraction. */
    private static final MathContext SHOWN = new MathContext(12, RoundingMode.DOWN);

    Rate {
        if (numerator.signum() <= 0 || denominator.signum() <= 0) {
            throw new IllegalArgumentException("A rate is more than zero, not " + numerator + " / " + denominator);
        }
    }

    static Rate of(BigDecimal value, RateSource source, Instant at) {
        return new Rate(value, BigDecimal.ONE, source, at);
    }

    /** Whether a published value can be reckoned with. */
    static boolean isUsable(BigDecimal value) {
        return value.compareTo(LEAST) >= 0
                && value.compareTo(MOST) <= 0
                && value.stripTrailingZeros().scale() <= MOST_DECIMALS;
    }

    Rate inverse() {
        return new Rate(denominator, numerator, source, at);
    }

    /** The value, cut off after 12 digits. */
    String toDecimal() {
        return numerator.divide(denominator, SHOWN).stripTrailingZeros().toPlainString();
    }
}
