package dev.coffer.auth.session;

import java.time.Duration;

/**
 * How long sessions live.
 *
 * @param absolute from sign-in; no refresh goes beyond it
 * @param idle from the last refresh
 * @param grace how long after a rotation its token still gets the same successor, for clients that ask twice at once
 */
public record SessionLimits(Duration absolute, Duration idle, Duration grace) {

    static final Duration MAX_GRACE = Duration.ofMinutes(1);

    public SessionLimits {
        if (!absolute.isPositive() || !idle.isPositive()) {
            throw new IllegalArgumentException("coffer.auth.session.absolute and .idle must be positive");
        }
        if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
            throw new IllegalArgumentException("coffer.auth.session.grace must be 0 to 60 s, not " + grace);
        }
    }
}
