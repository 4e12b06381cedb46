package dev.coffer.gateway.execute;

import java.time.Duration;

/**
 * What is expected of a subgraph's stream of events.
 *
 * @param eventBytes the largest event that is read
 * @param silence how long nothing at all may be heard, comments included, before the subgraph counts as gone
 */
public record StreamLimits(int eventBytes, Duration silence) {
    public StreamLimits {
        if (eventBytes < 1) {
            throw new IllegalArgumentException("an event has at least a byte, not " + eventBytes);
        }
        if (!silence.isPositive()) {
            throw new IllegalArgumentException("silence must be positive, not " + silence);
        }
    }
}
