package dev.coffer.gateway.transport;

import java.time.Duration;
import java.util.List;

/**
 * How long clients may take about their part of HTTP. Each bounds the whole of it, so that sending a byte now and then does not help.
 *
 * @param head from the connection to the whole head of its first request
 * @param body from a request's head to the whole of its body
 * @param turn from an answer to the whole head of the next request, the answer's way to the client included
 * @param idle how long a connection may carry nothing at all
 * @param linger how long a client that was answered before it had sent everything may go on sending before the connection is closed:
 *     it would not get to read the answer otherwise
 */
public record ConnectionLimits(Duration head, Duration body, Duration turn, Duration idle, Duration linger) {
    /** Fit for clients on bad networks. */
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2));

    public ConnectionLimits {
        for (Duration time : List.of(head, body, turn, idle, linger)) {
            if (!time.isPositive()) {
                throw new IllegalArgumentException("times of connections must be positive, not " + time);
            }
        }
    }
}
