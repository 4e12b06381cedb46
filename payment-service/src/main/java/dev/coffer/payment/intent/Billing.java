package dev.coffer.payment.intent;

import dev.coffer.core.money.Money;
import java.util.List;

/**
 * What is paid for, as it stood when it was asked for; never changed.
 *
 * @param description for people, 1 to {@value #MAX_DESCRIPTION} characters
 * @param lines at most {@value #MAX_LINES}; where there are any, they add up to the amount
 */
record Billing(String description, List<Line> lines) {

    static final int MAX_DESCRIPTION = 500;
    static final int MAX_LINES = 100;
    static final int MAX_QUANTITY = 1_000_000;

    Billing {
        lines = List.copyOf(lines);
    }

    /** @param quantity 1 to {@value Billing#MAX_QUANTITY} @param amount of all of them together, zero or more */
    record Line(String description, int quantity, Money amount) {}

    /** Whether the lines say the same as the amount; also where there are none. */
    boolean isOf(Money amount) {
        if (lines.isEmpty()) {
            return true;
        }
        try {
            Money sum = lines.stream().map(Line::amount).reduce(Money.zero(amount.currency()), Money::plus);
            return sum.equals(amount);
        } catch (ArithmeticException tooMuch) {
            return false;
        }
    }
}
