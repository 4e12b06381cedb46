package dev.coffer.gateway.transport;

import dev.coffer.core.trace.Spanned;
import dev.coffer.gateway.execute.ByteBudget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts one request as under way until it is over, and ends its span then. */
final class RequestTally {
    private final GatewayMetrics metrics;
    private final Spanned span;
    private final long begunNanos;
    private @Nullable ByteBudget budget;
    private long heldBytes;
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

    /** Takes bytes of a budget until the request is over. False, with nothing taken, where there is no room for them. */
    boolean holds(ByteBudget from, int bytes) {
        if (isSettled || !from.take(bytes)) {
            return false;
        }
        budget = from;
        heldBytes += bytes;
        return true;
    }

    /** @param outcome as {@link GatewayMetrics#answered} has it @return false when it was over already */
    boolean settle(String outcome) {
        if (isSettled) {
            return false;
        }
        isSettled = true;
        metrics.underWay().decrementAndGet();
        ByteBudget taken = budget;
        if (taken != null) {
            taken.giveBack(heldBytes);
        }
        span.tag("coffer.outcome", outcome);
        if (outcome.equals("failed")) {
            span.failed(outcome);
        }
        span.end();
        metrics.answered(outcome, Duration.ofNanos(System.nanoTime() - begunNanos));
        return true;
    }
}
