package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.Fetch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One subscription under way. The plan's root fetch is a stream of events; each of them fills the root of a response tree of its
 * own, the rest of the plan is run on it, and the answer goes to the client: one event after the other, in the order in which they
 * came. Lives on one event loop.
 *
 * <p>It keeps the plan that it began with, also when the schema changes meanwhile.
 */
public final class EventSubscription {
    private final SubgraphStreams streams;
    private final SubgraphClient client;
    private final FetchObserver observer;
    private final LongSupplier nanoClock;
    private final ExecutionRequest request;
    private final SubscriptionLimits limits;
    private final EventSink sink;
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private final long begun;
    private int queuedBytes;
    private SubgraphStreams.@Nullable Upstream upstream;
    private boolean isPaused;
    private boolean isRunning;
    private boolean isPumping;
    private boolean isComplete;
    private boolean isEnded;

    EventSubscription(
            SubgraphStreams streams,
            SubgraphClient client,
            FetchObserver observer,
            LongSupplier nanoClock,
            ExecutionRequest request,
            SubscriptionLimits limits,
            EventSink sink) {
        this.streams = streams;
        this.client = client;
        this.observer = observer;
        this.nanoClock = nanoClock;
        this.request = request;
        this.limits = limits;
        this.sink = sink;
        this.begun = nanoClock.getAsLong();
    }

    void start() {
        sink.begun(this);
        if (isEnded) {
            return;
        }
        Fetch root = root();
        SubgraphCall call = new SubgraphCall(
                root.subgraph(),
                request.executable().body(root, request.variables(), List.of()),
                request.headers(),
                TimeUnit.NANOSECONDS.toMillis(request.deadlineNanos() - begun),
                false);
        SubgraphStreams.Upstream opened = streams.open(call, new Events());
        upstream = opened;
        if (isEnded) {
            opened.cancel();
        }
    }

    private Fetch root() {
        return request.executable().plan().fetches().getFirst();
    }

    /** The sink takes answers again. */
    public void ready() {
        pump();
    }

    /**
     * Ends it now: the subgraph is told that nobody listens, the client that there is nothing more.
     *
     * @param error why, for the client; null where it need not be told
     */
    public void end(EventSink.Ending ending, @Nullable GraphQlError error) {
        if (isEnded) {
            return;
        }
        isEnded = true;
        queue.clear();
        SubgraphStreams.Upstream open = upstream;
        if (open != null) {
            open.cancel();
        }
        sink.ended(ending, error);
    }

    private void pump() {
        if (isPumping) {
            return;
        }
        isPumping = true;
        while (!isEnded && !isRunning && !queue.isEmpty() && !sink.isFull()) {
            byte[] event = queue.poll();
            queuedBytes -= event.length;
            run(event);
        }
        isPumping = false;
        if (isEnded) {
            return;
        }
        if (isComplete && !isRunning && queue.isEmpty()) {
            end(EventSink.Ending.COMPLETED, null);
        } else {
            adjustUpstream();
        }
    }

    /** Has the subgraph wait from the half of the queue on; one that cannot wait fills the rest. */
    private void adjustUpstream() {
        SubgraphStreams.Upstream open = upstream;
        boolean isHalfFull = queue.size() * 2 > limits.queuedEvents() || queuedBytes > limits.queuedBytes() / 2;
        if (open == null || isHalfFull == isPaused) {
            return;
        }
        isPaused = isHalfFull;
        if (isHalfFull) {
            open.pause();
        } else {
            open.resume();
        }
    }

    private void run(byte[] event) {
        isRunning = true;
        ExecutionRequest one = new ExecutionRequest(
                request.executable(),
                request.variables(),
                null,
                request.headers(),
                nanoClock.getAsLong() + limits.eventTime().toNanos());
        new ExecutionRun(client, observer, nanoClock, one, this::answered)
                .startWith(new SubgraphReply.Answered(200, event));
    }

    private void answered(ExecutionAnswer answer) {
        isRunning = false;
        if (!isEnded) {
            sink.next(answer);
            pump();
        }
    }

    private final class Events implements SubgraphStreams.Listener {

        @Override
        public void opened() {
            if (!isEnded) {
                sink.opened();
            }
        }

        @Override
        public void event(byte[] answer) {
            if (isEnded || isComplete) {
                return;
            }
            if (queue.size() >= limits.queuedEvents() || queuedBytes + answer.length > limits.queuedBytes()) {
                end(
                        EventSink.Ending.TOO_SLOW,
                        GraphQlError.of(
                                GatewayError.SUBSCRIBER_TOO_SLOW,
                                "Events came faster than they could be delivered, and some are lost. Ask for the present"
                                        + " state, then subscribe again."));
                return;
            }
            queue.add(answer);
            queuedBytes += answer.length;
            pump();
        }

        @Override
        public void completed() {
            isComplete = true;
            pump();
        }

        @Override
        public void failed(SubgraphReply.Reason reason, String detail) {
            if (isEnded) {
                return;
            }
            Duration took = Duration.ofNanos(nanoClock.getAsLong() - begun);
            observer.called(
                    root().subgraph(),
                    request.headers().correlationId(),
                    took,
                    "subscription: " + reason + ": " + detail);
            end(
                    EventSink.Ending.UPSTREAM_FAILED,
                    GraphQlError.of(
                            GatewayError.DOWNSTREAM_SERVICE_ERROR,
                            "The subscription ended: the service behind it " + ReplyReader.problem(reason)
                                    + ". Subscribe again in a moment, then ask for the present state."));
        }
    }
}
