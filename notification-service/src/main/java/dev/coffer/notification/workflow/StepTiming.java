package dev.coffer.notification.workflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a step is taken that is not taken at once.
 *
 * @param time how long after the event
 * @param step whose message is waited for, for {@link Kind#UNLESS_REACHED}; null else
 */
public record StepTiming(Kind kind, Duration time, @Nullable String step) {

    /** What a digest tells besides what its last event tells: how many there were. */
    static final String COUNT = "count";

    static final Duration LONGEST = Duration.ofDays(30);

    /** As clients say it. */
    public int seconds() {
        return Math.toIntExact(time.toSeconds());
    }

    /** How. */
    public enum Kind {
        /** That much later. */
        DELAY,
        /** Once for all such events of a user that come in that time from the first on. */
        DIGEST,
        /** That much later, unless another step's message has reached the user by then: was seen in the inbox, or taken by a provider. */
        UNLESS_REACHED
    }
}
