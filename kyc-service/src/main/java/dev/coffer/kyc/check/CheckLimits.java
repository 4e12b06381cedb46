package dev.coffer.kyc.check;

import java.time.Duration;
import java.util.List;

/**
 * How providers are asked.
 *
 * @param lookEvery how often checks are looked for that are due
 * @param tries how often a provider is asked that gives no answer, before a person has to look; 1 to 20
 * @param pause after the first try without an answer; twice as long after each further one, up to an hour
 * @param pollEvery how often a provider is asked that is at it and has told nothing
 * @param answerWithin how long after a check was begun that goes on, before a person has to look
 */
record CheckLimits(Duration lookEvery, int tries, Duration pause, Duration pollEvery, Duration answerWithin) {

    private static final int MOST_TRIES = 20;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 12;

    CheckLimits {
        List<Duration> times = List.of(lookEvery, pause, pollEvery, answerWithin);
        if (!times.stream().allMatch(Duration::isPositive) || tries < 1 || tries > MOST_TRIES) {
            throw new IllegalArgumentException(
                    "coffer.kyc.checks must have positive times and 1 to 20 tries, not " + times + ", " + tries);
        }
    }

    /** @param attempts so far */
    Duration waitAfter(int attempts) {
        Duration doubled = pause.multipliedBy(1L << Math.clamp(attempts - 1, 0, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
