package dev.coffer.access.condition;

import java.math.BigDecimal;

/**
 * The value of an attribute. Values of different kinds cannot be compared: the text {@code "5"} is neither equal to the
 * number 5 nor known to differ from it.
 */
public sealed interface Value {
    /** Longest text, in characters: bounds what one pattern has to read. */
    int MAX_TEXT_LENGTH = 1_024;
    /** Most digits of a number, and most places on either side of its point. */
    int MAX_DIGITS = 34;

    /** Compared character by character, as it is: neither case nor accents are folded. */
    record Text(String text) implements Value {
        public Text {
            if (text.length() > MAX_TEXT_LENGTH) {
                throw new IllegalArgumentException(
                        "a text of %d characters; at most %d".formatted(text.length(), MAX_TEXT_LENGTH));
            }
        }

        @Override
        public String toString() {
            return '"' + text + '"';
        }
    }

    /** An exact decimal number; 5 and 5.0 are one. */
    record Decimal(BigDecimal number) implements Value {
        public Decimal {
            number = normal(number);
        }

        @Override
        public String toString() {
            return number.toPlainString();
        }
    }

    /** Yes or no. */
    record Flag(boolean isSet) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(isSet);
        }
    }

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(long number) {
        return new Decimal(BigDecimal.valueOf(number));
    }

    static Value of(BigDecimal number) {
        return new Decimal(number);
    }

    static Value of(boolean isSet) {
        return new Flag(isSet);
    }

    /** @throws IllegalArgumentException beyond {@link #MAX_DIGITS}, so that no comparison has to write out 10^9 zeros */
    static BigDecimal normal(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        long digitsBeforePoint = (long) stripped.precision() - stripped.scale();
        if (stripped.precision() > MAX_DIGITS || stripped.scale() > MAX_DIGITS || digitsBeforePoint > MAX_DIGITS) {
            throw new IllegalArgumentException("a number of more than %d digits or places".formatted(MAX_DIGITS));
        }
        return stripped;
    }
}
