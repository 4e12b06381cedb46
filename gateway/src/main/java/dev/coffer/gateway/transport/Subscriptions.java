package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.EventSink;
import dev.coffer.gateway.execute.EventSubscription;
import dev.coffer.gateway.execute.Executable;
import dev.coffer.gateway.execute.ExecutionAnswer;
import dev.coffer.gateway.execute.ExecutionRequest;
import dev.coffer.gateway.execute.Executor;
import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.GraphQlError;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.SubscriptionLimits;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All subscriptions of a gateway, and the connections that carry several operations: how many there are, until when each of them may
 * go on, and their end when the gateway stops. Used by all event loops.
 */
final class Subscriptions {
    private static final GraphQlError STALLED = GraphQlError.of(
            GatewayError.SUBSCRIBER_TOO_SLOW,
            "Events were not taken as they came, and the subscription ended. Ask for the present state, then subscribe again.");

    private final Executor executor;
    private final SubscriptionOptions options;
    private final SubscriptionLimits limits;
    private final GatewayLimits requests;
    private final TokenCheck tokens;
    private final GatewayMetrics metrics;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Live> live = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean isDraining;

    Subscriptions(Executor executor, GatewayOptions gateway, TokenCheck tokens, GatewayMetrics metrics) {
        this.executor = executor;
        this.options = gateway.subscriptions();
        this.requests = gateway.limits();
        this.limits = new SubscriptionLimits(options.queuedEvents(), options.queuedBytes(), requests.requestTime());
        this.tokens = tokens;
        this.metrics = metrics;
        metrics.watchSubscriptions(open, connections);
    }

    /** Something that has to end when the gateway stops. */
    private record Live(Context loop, Runnable end) {}

    /** A place among the connections that carry several operations; to be given back once. */
    interface Place {
        void leave();
    }

    /** @param end closes the connection when the gateway stops; run on this event loop @return null where there is no room */
    @Nullable
    Place enter(Runnable end) {
        if (isDraining || connections.incrementAndGet() > options.perProcess()) {
            if (!isDraining) {
                connections.decrementAndGet();
            }
            return null;
        }
        Live entered = new Live(Vertx.currentContext(), end);
        live.add(entered);
        return () -> {
            if (live.remove(entered)) {
                connections.decrementAndGet();
            }
        };
    }

    /** Subscribes, or refuses. To be called on the client's event loop. */
    void begin(OperationReply reply, Executable executable, JsonObject variables, EventSink sink) {
        if (isDraining) {
            reply.refuse(
                    503,
                    GraphQlError.of(GatewayError.OVERLOADED, "The gateway is about to stop. Try again elsewhere."));
            return;
        }
        if (open.incrementAndGet() > options.perProcess()) {
            open.decrementAndGet();
            reply.refuse(
                    503,
                    GraphQlError.of(
                            GatewayError.OVERLOADED,
                            "The gateway has as many subscriptions as it takes. Try again in a while."));
            return;
        }
        ExecutionRequest request = new ExecutionRequest(
                executable,
                variables,
                null,
                reply.headers(),
                executor.nanoTime() + requests.requestTime().toNanos());
        if (!executor.subscribe(
                request, limits, new Watched(sink, reply.headers().authorization()))) {
            open.decrementAndGet();
            reply.refuseOperation(
                    400,
                    List.of(GraphQlError.of(
                            GatewayError.BAD_USER_INPUT,
                            "With these variables the subscription has no field to subscribe to.")));
        }
    }

    /** Ends all of them so that clients subscribe again elsewhere; none begins from now on. */
    void drain() {
        isDraining = true;
        live.forEach(one -> one.loop().runOnContext(now -> one.end().run()));
    }

    /** A client's sink that is counted, and closed when the client's token has no force any more. */
    private final class Watched implements EventSink {
        private final EventSink client;
        private final @Nullable String authorization;
        private final Vertx vertx = Vertx.currentContext().owner();
        private @Nullable Live entry;
        private @Nullable EventSubscription subscription;
        private long timer = -1;
        private long stallTimer = -1;
        private boolean isEnded;

        private Watched(EventSink client, @Nullable String authorization) {
            this.client = client;
            this.authorization = authorization;
        }

        @Override
        public void begun(EventSubscription begun) {
            subscription = begun;
            Live entered = new Live(Vertx.currentContext(), () -> begun.end(Ending.DRAINED, null));
            entry = entered;
            live.add(entered);
            metrics.subscribed();
            client.begun(begun);
            if (!isEnded) {
                awaitNextCheck(begun);
            }
        }

        /** A token is checked again when its time is over; it has ended then, unless nobody could tell how long it lasts. */
        private void awaitNextCheck(EventSubscription begun) {
            long millis = tokens.millisToNextCheck(authorization);
            if (millis >= 0) {
                timer = vertx.setTimer(
                        Math.max(1, millis),
                        due -> tokens.recheck(authorization, objection -> {
                            if (isEnded) {
                                return;
                            }
                            if (objection == null || objection.isOurFault()) {
                                awaitNextCheck(begun);
                            } else {
                                begun.end(Ending.UNAUTHENTICATED, objection.error());
                            }
                        }));
            }
        }

        @Override
        public void opened() {
            client.opened();
        }

        @Override
        public boolean isFull() {
            boolean isFull = client.isFull();
            EventSubscription running = subscription;
            if (isFull && stallTimer < 0 && running != null) {
                stallTimer = vertx.setTimer(options.stall().toMillis(), late -> running.end(Ending.TOO_SLOW, STALLED));
            }
            return isFull;
        }

        @Override
        public void next(ExecutionAnswer answer) {
            vertx.cancelTimer(stallTimer);
            stallTimer = -1;
            metrics.delivered();
            client.next(answer);
        }

        @Override
        public void ended(Ending ending, @Nullable GraphQlError error) {
            isEnded = true;
            vertx.cancelTimer(timer);
            vertx.cancelTimer(stallTimer);
            Live entered = entry;
            if (entered != null) {
                live.remove(entered);
            }
            open.decrementAndGet();
            metrics.unsubscribed(ending);
            client.ended(ending, error);
        }
    }
}
