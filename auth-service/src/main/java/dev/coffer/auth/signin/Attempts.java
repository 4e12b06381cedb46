package dev.coffer.auth.signin;

import java.time.Duration;
import java.time.Instant;

/**
 * The tries at one password since the last right one. A try is counted before the password is looked at, so that tries in
 * parallel cannot slip past the count; a try during a wait is refused and does not prolong it.
 *
 * @param counted tries that were allowed
 * @param blockedUntil no try is allowed before
 */
record Attempts(int counted, Instant blockedUntil) {

    static final Attempts NONE = new Attempts(0, Instant.EPOCH);

    /** What asking for a try comes to. */
    sealed interface Asked {

        /** The try may be made: {@code next} is to be saved first. */
        record Allowed(Attempts next) implements Asked {}

        /** No try for now. */
        record Blocked(Duration pause) implements Asked {}
    }

    Asked ask(AttemptLimits limits, Instant now) {
        if (now.isBefore(blockedUntil)) {
            return new Asked.Blocked(Duration.between(now, blockedUntil));
        }
        int more = counted == Integer.MAX_VALUE ? counted : counted + 1;
        return new Asked.Allowed(new Attempts(more, now.plus(limits.waitAfter(more))));
    }
}
