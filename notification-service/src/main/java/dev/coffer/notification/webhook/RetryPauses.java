package dev.coffer.notification.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a delivery waits for its next try: 10 s, three times as long after each, 2 h at most, all of it give or take a fifth. */
final class RetryPauses {

    private static final long FIRST_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long LONGEST_MILLIS = Duration.ofHours(2).toMillis();
    private static final int GROWTH = 3;
    private static final double JITTER = 0.2;

    private final RandomGenerator random;

    RetryPauses(RandomGenerator random) {
        this.random = random;
    }

    /** @param tries that failed, from 1 */
    Duration after(int tries) {
        long millis = FIRST_MILLIS;
        for (int i = 1; i < tries && millis < LONGEST_MILLIS; i++) {
            millis *= GROWTH;
        }
        double spread = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(Math.min(millis, LONGEST_MILLIS) * spread));
    }
}
