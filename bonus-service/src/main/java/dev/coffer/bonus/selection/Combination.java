package dev.coffer.bonus.selection;

import java.math.BigDecimal;
import java.util.List;

/** How the values of what was chosen come to one total; exactly, without rounding. */
public enum Combination {
    /** All multiplied, as the odds of a combination bet are. */
    PRODUCT {
        @Override
        BigDecimal total(List<BigDecimal> values) {
            return values.stream().reduce(BigDecimal.ONE, BigDecimal::multiply);
        }

        @Override
        BigDecimal ofEqual(BigDecimal value, int count) {
            return value.pow(count);
        }
    },
    /** All added, as the prices of a bundle are. */
    SUM {
        @Override
        BigDecimal total(List<BigDecimal> values) {
            return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @Override
        BigDecimal ofEqual(BigDecimal value, int count) {
            return value.multiply(BigDecimal.valueOf(count));
        }
    };

    abstract BigDecimal total(List<BigDecimal> values);

    /** The total of so many of the same value. */
    abstract BigDecimal ofEqual(BigDecimal value, int count);
}
