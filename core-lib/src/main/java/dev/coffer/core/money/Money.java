package dev.coffer.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An exact amount in one currency. Arithmetic that would overflow throws {@link ArithmeticException}; amounts of different
 * currencies never mix.
 *
 * @param minor the amount in the currency's smallest unit (cents for EUR), negative for a debt
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final int MAX_TEXT = 40;

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * Reads an amount such as "12.50". Fewer decimals than the currency has are fine, more are an error even if they are
     * zeros, and so are exponents, signs other than a leading minus, and leading zeros.
     *
     * @throws InvalidAmount naming what is wrong
     */
    public static Money parse(String text, Currency currency) {
        if (text.length() > MAX_TEXT || !DECIMAL.matcher(text).matches()) {
            throw InvalidAmount.notANumber(text);
        }
        BigDecimal value = new BigDecimal(text);
        if (value.scale() > currency.decimals()) {
            throw InvalidAmount.tooManyDecimals(text, currency);
        }
        try {
            return new Money(value.movePointRight(currency.decimals()).longValueExact(), currency);
        } catch (ArithmeticException e) {
            throw InvalidAmount.outOfRange(text, currency);
        }
    }

    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.subtractExact(minor, other.minor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    /** This amount times {@code rate}, rounded to the currency's smallest unit. */
    public Money times(BigDecimal rate, RoundingMode rounding) {
        return new Money(
                BigDecimal.valueOf(minor).multiply(rate).setScale(0, rounding).longValueExact(), currency);
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    public boolean isZero() {
        return minor == 0;
    }

    /** The amount with exactly the currency's decimals: "12.50". */
    public String toDecimal() {
        return BigDecimal.valueOf(minor, currency.decimals()).toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return Long.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return toDecimal() + " " + currency.code();
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw InvalidAmount.otherCurrency(this, other);
        }
    }
}
