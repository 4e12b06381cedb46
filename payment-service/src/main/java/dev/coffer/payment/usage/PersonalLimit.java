package dev.coffer.payment.usage;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit for one user, set by the user or by staff.
 *
 * @param source {@link LimitSource#OWN} or {@link LimitSource#STAFF}
 * @param maximum in minor units of the limit currency; null for none
 * @param pending what it will be; null when no change is waiting
 */
public record PersonalLimit(
        LimitSource source,
        LimitScope scope,
        @Nullable Long maximum,
        @Nullable Pending pending) {

    /** How long a user waits for more room. */
    public static final Duration RAISE_AFTER = Duration.ofHours(24);

    /** A change that waits. @param maximum null for the end of the limit @param from when it holds */
    public record Pending(@Nullable Long maximum, Instant from) {}

    public PersonalLimit {
        if (maximum != null && maximum < 0) {
            throw new IllegalArgumentException("A limit is zero or more, not " + maximum);
        }
    }

    /** None yet. */
    static PersonalLimit none(LimitSource source, LimitScope scope) {
        return new PersonalLimit(source, scope, null, null);
    }

    /** What holds at {@code now}; null for nothing. */
    public @Nullable Long maximum(Instant now) {
        return isDue(now) && pending != null ? pending.maximum() : maximum;
    }

    /** What still waits at {@code now}. */
    public @Nullable Pending pending(Instant now) {
        return isDue(now) ? null : pending;
    }

    private boolean isDue(Instant now) {
        return pending != null && !now.isBefore(pending.from());
    }

    /**
     * With another maximum: less at once, more or none after {@link #RAISE_AFTER}; staff's at once. A change that waits is
     * replaced; one to no more than what waits already keeps its time.
     */
    PersonalLimit set(@Nullable Long wanted, Instant now) {
        Long current = maximum(now);
        boolean isMore = current != null && (wanted == null || wanted > current);
        if (source == LimitSource.STAFF || !isMore) {
            return new PersonalLimit(source, scope, wanted, null);
        }
        Pending waiting = pending(now);
        boolean isWithin =
                waiting != null && (waiting.maximum() == null || (wanted != null && wanted <= waiting.maximum()));
        Instant from = waiting != null && isWithin ? waiting.from() : now.plus(RAISE_AFTER);
        return new PersonalLimit(source, scope, current, new Pending(wanted, from));
    }

    /** Whether nothing is left of it. */
    boolean isNothing() {
        return maximum == null && pending == null;
    }
}
