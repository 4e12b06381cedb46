package dev.coffer.payment.usage;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done on one day, and in its month up to there, in minor units of the limit currency.
 *
 * @param day of UTC; never goes back, so that a clock which does gives no room anew
 * @param today what is not named is zero
 * @param thisMonth what is not named is zero; {@code today} included
 */
public record Counters(LocalDate day, Map<LimitedOperation, Long> today, Map<LimitedOperation, Long> thisMonth) {

    /** Nothing was ever counted. */
    public static final Counters NONE = new Counters(LocalDate.EPOCH, Map.of(), Map.of());

    public Counters {
        today = Map.copyOf(today);
        thisMonth = Map.copyOf(thisMonth);
    }

    /** As they are on {@code date}; where that is before {@link #day}, as they are. */
    public Counters on(LocalDate date) {
        if (!date.isAfter(day)) {
            return this;
        }
        return new Counters(date, Map.of(), isSameMonth(date, day) ? thisMonth : Map.of());
    }

    /** What is used of a limit with this scope; zero for one operation. */
    public long used(LimitScope scope) {
        return switch (scope.period()) {
            case OPERATION -> 0;
            case DAY -> today.getOrDefault(scope.operation(), 0L);
            case MONTH -> thisMonth.getOrDefault(scope.operation(), 0L);
        };
    }

    /** With this counted where it belongs, which may be nowhere; null when a counter cannot hold it. */
    @Nullable
    Counters plus(Tally tally) {
        try {
            return new Counters(
                    day,
                    tally.day().equals(day) ? sum(today, tally) : today,
                    isSameMonth(tally.day(), day) ? sum(thisMonth, tally) : thisMonth);
        } catch (ArithmeticException overflow) {
            return null;
        }
    }

    private static Map<LimitedOperation, Long> sum(Map<LimitedOperation, Long> counts, Tally tally) {
        Map<LimitedOperation, Long> sums = new EnumMap<>(LimitedOperation.class);
        sums.putAll(counts);
        for (LimitedOperation operation : LimitedOperation.values()) {
            long change = Math.multiplyExact(tally.amount(), tally.as().effectOn(operation));
            long sum = Math.addExact(sums.getOrDefault(operation, 0L), change);
            if (sum == 0) {
                sums.remove(operation);
            } else {
                sums.put(operation, sum);
            }
        }
        return sums;
    }

    private static boolean isSameMonth(LocalDate one, LocalDate other) {
        return one.getYear() == other.getYear() && one.getMonth() == other.getMonth();
    }
}
