package dev.coffer.bonus.occasion;

import java.time.Duration;

/**
 * How rounds take turns.
 *
 * @param batch how many players are looked at together, 1 to 1,000
 * @param slice how long one round goes on while others wait
 * @param retry how soon is tried again what failed for the first time; doubles with each try
 */
record Pace(int batch, Duration slice, Duration retry) {

    static final Duration RETRY = Duration.ofSeconds(1);

    private static final int LARGEST_BATCH = 1_000;
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
    private static final int LONGEST_SHIFT = 6;

    Pace {
        if (batch < 1 || batch > LARGEST_BATCH) {
            throw new IllegalArgumentException("batch must be 1 to " + LARGEST_BATCH + ": " + batch);
        }
        if (slice.isNegative() || slice.isZero() || retry.isNegative() || retry.isZero()) {
            throw new IllegalArgumentException("slice and retry must be longer than nothing: " + slice + ", " + retry);
        }
    }

    /** @param tries that have failed before */
    Duration wait(int tries) {
        Duration doubled = retry.multipliedBy(1L << Math.min(tries, LONGEST_SHIFT));
        return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
    }
}
