package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.EventSink;
import dev.coffer.gateway.execute.EventSubscription;
import dev.coffer.gateway.execute.ExecutionAnswer;
import dev.coffer.gateway.execute.GraphQlError;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the answer to one HTTP request: the "distinct connections mode" of GraphQL over SSE. The answer begins when the
 * subgraph listens: whoever waits for its headers, and asks for the present state then, misses nothing.
 */
final class SseAnswer implements EventSink {
    private final GraphQlExchange exchange;
    private final Duration heartbeat;
    private final HttpServerResponse response;
    private final Vertx vertx = Vertx.currentContext().owner();
    private long timer = -1;

    SseAnswer(GraphQlExchange exchange, Duration heartbeat) {
        this.exchange = exchange;
        this.heartbeat = heartbeat;
        this.response = exchange.request().response();
    }

    @Override
    public void begun(EventSubscription subscription) {
        exchange.streams();
        response.drainHandler(drained -> subscription.ready());
        response.closeHandler(closed -> subscription.end(Ending.CLIENT_LEFT, null));
        response.exceptionHandler(broken -> subscription.end(Ending.CLIENT_LEFT, null));
        timer = vertx.setPeriodic(heartbeat.toMillis(), beat -> {
            if (!response.headWritten()) {
                opened();
            } else if (!response.writeQueueFull()) {
                response.write(SseFrames.HEARTBEAT);
            }
        });
        if (response.closed()) {
            subscription.end(Ending.CLIENT_LEFT, null);
        }
    }

    @Override
    public void opened() {
        if (!response.headWritten() && !response.closed()) {
            SseHead.write(response, exchange.headers().correlationId());
        }
    }

    @Override
    public boolean isFull() {
        return response.writeQueueFull();
    }

    @Override
    public void next(ExecutionAnswer answer) {
        opened();
        response.write(SseFrames.next(answer.body().toBytes()));
    }

    /** A stream that ends without the event "complete" is to be subscribed to again. */
    @Override
    public void ended(Ending ending, @Nullable GraphQlError error) {
        vertx.cancelTimer(timer);
        if (ending == Ending.CLIENT_LEFT || response.closed()) {
            return;
        }
        opened();
        if (error != null) {
            response.write(SseFrames.next(
                    ErrorBody.of(List.of(error), exchange.headers().correlationId())));
        }
        if (ending != Ending.DRAINED) {
            response.write(SseFrames.COMPLETE);
        }
        response.end();
    }
}
