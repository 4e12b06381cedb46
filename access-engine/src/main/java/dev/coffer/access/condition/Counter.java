package dev.coffer.access.condition;

import java.time.Duration;

/**
 * What somebody else counts for each subject, such as withdrawals in an hour. The engine keeps no count.
 *
 * @param per length of the window that the count is over, whole seconds, at most {@link #MAX_PER}
 */
public record Counter(String name, Duration per) {
    public static final Duration MAX_PER = Duration.ofDays(366);

    public Counter {
        Names.require("counter", name);
        if (per.isNegative() || per.isZero() || per.getNano() != 0 || per.compareTo(MAX_PER) > 0) {
            throw new IllegalArgumentException(
                    "counter %s is over %s; whole seconds, from 1 to %d".formatted(name, per, MAX_PER.toSeconds()));
        }
    }

    @Override
    public String toString() {
        return name + " per " + per;
    }
}
