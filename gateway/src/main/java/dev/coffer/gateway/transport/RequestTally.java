package dev.coffer.gateway.transport;

import dev.coffer.core.trace.Spanned;
import java.time.Duration;

/** Counts one request as under way until it is over, and ends its span then. */
final class RequestTally {
    private final GatewayMetrics metrics;
    private final Spanned span;
    private final long begunNanos;
    private boolean isSettled;

    RequestTally(GatewayMetrics metrics, Spanned span, long begunNanos) {
        this.metrics = metrics;
        this.span = span;
        this.begunNanos = begunNanos;
        metrics.underWay().incrementAndGet();
    }

    long begunNanos() {
        return begunNanos;
    }

    boolean isSettled() {
        return isSettled;
    }

    /** @param outcome as {@link GatewayMetrics#answered} has it @return false when it was over already */
    boolean settle(String outcome) {
        if (isSettled) {
            return false;
        }
        isSettled = true;
        metrics.underWay().decrementAndGet();
        span.tag("coffer.outcome", outcome);
        if (outcome.equals("failed")) {
            span.failed(outcome);
        }
        span.end();
        metrics.answered(outcome, Duration.ofNanos(System.nanoTime() - begunNanos));
        return true;
    }
}
