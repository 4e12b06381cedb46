package dev.coffer.payment.usage;

import java.math.BigInteger;
import java.time.LocalDate;

/**
 * What one booking added to somebody's counters, kept with the booking.
 *
 * @param amount in minor units of {@code currency}; below zero where a booking gives room back
 * @param currency code of the limit currency
 * @param day the day whose counters, and whose month's, it belongs to: when room is given back, the day of what it is given back for
 */
public record Tally(String userId, CountedAs as, long amount, String currency, LocalDate day) implements Counting {

    /**
     * Gives the room back that {@code back} of {@code whole} took, rounded down: against the user.
     *
     * @param back 0 to {@code whole}
     */
    public Tally givenBack(long back, long whole) {
        long room = BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(back))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
        return with(-room);
    }

    Tally with(long other) {
        return new Tally(userId, as, other, currency, day);
    }
}
