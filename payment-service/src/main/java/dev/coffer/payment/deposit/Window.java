package dev.coffer.payment.deposit;

import java.time.Instant;

/**
 * What a stored time means now. A time beyond the horizon cannot have been set by a clock that was right: it counts as past,
 * so that a clock that jumped ahead and back leaves no deposit waiting for it.
 *
 * @param horizon later than any time that is set now
 */
record Window(Instant now, Instant horizon) {

    Window {
        if (!horizon.isAfter(now)) {
            throw new IllegalArgumentException("The horizon " + horizon + " is not after " + now);
        }
    }

    /** Whether {@code time} is still to come. */
    boolean isAhead(Instant time) {
        return time.isAfter(now) && !time.isAfter(horizon);
    }
}
