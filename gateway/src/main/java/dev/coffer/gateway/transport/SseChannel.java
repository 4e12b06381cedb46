package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.JsonBuffer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events that carries several operations: the "single connection mode" of GraphQL over SSE. The operations come by other
 * requests, perhaps on other event loops; they run on the stream's own.
 */
final class SseChannel implements Multiplexed {
    private final String token;
    private final SubscriptionOptions options;
    private final HttpServerResponse response;
    private final Vertx vertx = Vertx.currentContext().owner();
    private final Context loop = Vertx.currentContext();
    private final Map<String, ConnectionOperation> running = new ConcurrentHashMap<>();
    private final Runnable whenGone;
    private Subscriptions.@Nullable Place place;
    private long heartbeat = -1;
    private volatile long idleSinceNanos = System.nanoTime();
    private boolean isClosed;

    /** @param whenGone run once */
    SseChannel(String token, SubscriptionOptions options, HttpServerResponse response, Runnable whenGone) {
        this.token = token;
        this.options = options;
        this.response = response;
        this.whenGone = whenGone;
    }

    String token() {
        return token;
    }

    Context loop() {
        return loop;
    }

    /** How many operations it carries. */
    int size() {
        return running.size();
    }

    void begin(Subscriptions.Place taken, String correlationId) {
        place = taken;
        SseHead.write(response, correlationId);
        response.drainHandler(drained -> List.copyOf(running.values()).forEach(ConnectionOperation::ready));
        response.closeHandler(closed -> gone());
        response.exceptionHandler(broken -> gone());
        heartbeat = vertx.setPeriodic(options.heartbeat().toMillis(), beat -> beat());
    }

    /** False where the id is taken. From any event loop. */
    boolean add(ConnectionOperation operation) {
        return running.putIfAbsent(operation.id(), operation) == null;
    }

    /** Ends the operation with this id; nothing happens where there is none. From any event loop. */
    void stop(String id) {
        ConnectionOperation operation = running.get(id);
        if (operation != null) {
            loop.runOnContext(now -> operation.cancel());
        }
    }

    private void beat() {
        if (running.isEmpty()
                && System.nanoTime() - idleSinceNanos > options.idle().toNanos()) {
            end();
        } else if (!response.writeQueueFull()) {
            response.write(SseFrames.HEARTBEAT);
        }
    }

    @Override
    public boolean isFull() {
        return response.writeQueueFull();
    }

    @Override
    public void next(String id, byte[] payload) {
        write("next", message(id).raw(",\"payload\":").raw(payload).raw('}'));
    }

    @Override
    public void error(String id, byte[] errors) {
        write("next", message(id).raw(",\"payload\":{\"errors\":").raw(errors).raw("}}"));
        complete(id);
    }

    @Override
    public void complete(String id) {
        write("complete", message(id).raw('}'));
    }

    private static JsonBuffer message(String id) {
        return new JsonBuffer(512).raw("{\"id\":").string(id);
    }

    private void write(String event, JsonBuffer data) {
        if (!isClosed && !response.closed()) {
            response.write(SseFrames.frame(event, data.toBytes()));
        }
    }

    @Override
    public void forget(ConnectionOperation operation) {
        running.remove(operation.id(), operation);
        idleSinceNanos = System.nanoTime();
    }

    /** Each operation came with a token of its own. */
    @Override
    public void unauthenticated(String id, byte[] errors) {
        error(id, errors);
    }

    /** Ends the stream without a word, so that the client comes back. */
    void end() {
        if (!isClosed && !response.closed()) {
            isClosed = true;
            response.end();
        }
        gone();
    }

    private void gone() {
        isClosed = true;
        vertx.cancelTimer(heartbeat);
        List.copyOf(running.values()).forEach(ConnectionOperation::cancel);
        Subscriptions.Place taken = place;
        if (taken != null) {
            taken.leave();
        }
        whenGone.run();
    }
}
