package dev.coffer.payment.provider.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the age of an operation allows. Stripe forgets an idempotency key 24 hours after it was first used. */
final class StripeAge {

    /** From then on nothing is asked for under the key again: it could be done twice. */
    static final Duration KEYS_ARE_KEPT = Duration.ofHours(23);

    /** From then on what is not in the books never will be: the last request is long over, and the search index has caught up. */
    static final Duration BOOKS_ARE_COMPLETE = Duration.ofHours(25);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
    private static final Duration CLOCK_MAY_BE_AHEAD = Duration.ofDays(2);

    private final Clock clock;

    StripeAge(Clock clock) {
        this.clock = clock;
    }

    /** Also no for what was begun in the future: a clock was wrong, and nobody knows by how much. */
    boolean isKeyKept(Instant since) {
        Instant now = clock.instant();
        return now.isBefore(since.plus(KEYS_ARE_KEPT)) && !since.isAfter(now.plus(CLOCKS_DIFFER));
    }

    boolean isComplete(Instant since) {
        return !clock.instant().isBefore(since.plus(BOOKS_ARE_COMPLETE));
    }

    /** Nothing of it was made earlier, in seconds of Unix time; also where the clock that said {@code since} was days ahead. */
    static long earliest(Instant since) {
        return since.minus(CLOCK_MAY_BE_AHEAD).getEpochSecond();
    }
}
