package dev.coffer.payment.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a user neither pays in nor bets, by their own will. It is never made shorter.
 *
 * @param from when it was asked for
 * @param until when it is over; null for never
 */
public record Exclusion(Kind kind, Instant from, @Nullable Instant until) {

    /** How it was meant. */
    public enum Kind {
        /** A break. */
        COOL_OFF,
        /** An end, for a long time or for ever. */
        SELF_EXCLUSION
    }

    public boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** Whether it lasts as long as {@code other}, or longer. */
    boolean lastsAsLongAs(@Nullable Instant other) {
        return until == null || (other != null && !until.isBefore(other));
    }
}
