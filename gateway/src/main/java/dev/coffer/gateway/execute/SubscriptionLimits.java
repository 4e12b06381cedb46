package dev.coffer.gateway.execute;

import java.time.Duration;

/**
 * What one subscription may hold on to.
 *
 * @param queuedEvents events that wait for their turn, behind one that is being completed or sent
 * @param queuedBytes the same, as they came from the subgraph
 * @param eventTime from an event's turn to its answer; what other subgraphs do not give by then is missing from the answer
 */
public record SubscriptionLimits(int queuedEvents, int queuedBytes, Duration eventTime) {
    public SubscriptionLimits {
        if (queuedEvents < 1 || queuedBytes < 1) {
            throw new IllegalArgumentException(
                    "a queue needs room for an event, not " + queuedEvents + " events and " + queuedBytes + " bytes");
        }
        if (!eventTime.isPositive()) {
            throw new IllegalArgumentException("the time for an event must be positive, not " + eventTime);
        }
    }
}
