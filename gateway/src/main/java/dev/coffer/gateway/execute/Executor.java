package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.Fetch;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs operations: the one entry of this package for whoever has a plan. */
public final class Executor {
    private final SubgraphClient client;
    private final SubgraphStreams streams;
    private final FetchObserver observer;
    private final LongSupplier nanoClock;

    /** @param nanoClock monotonic, as {@code System::nanoTime} */
    public Executor(SubgraphClient client, SubgraphStreams streams, FetchObserver observer, LongSupplier nanoClock) {
        this.client = client;
        this.streams = streams;
        this.observer = observer;
        this.nanoClock = nanoClock;
    }

    /** The time on the clock that deadlines are given in. */
    public long nanoTime() {
        return nanoClock.getAsLong();
    }

    /**
     * Runs an operation. To be called on the event loop that the client's replies come back on; {@code done} is called
     * there, exactly once.
     */
    public void execute(ExecutionRequest request, Consumer<ExecutionAnswer> done) {
        new ExecutionRun(client, observer, nanoClock, request, done).start();
    }

    /**
     * Begins a subscription. To be called on an event loop, on which the sink is called and the subscription lives.
     *
     * @param request whose deadline is for the stream's beginning; the answer to questions about the schema is not used
     * @return false, with nothing begun, where the client's variables leave no field to subscribe to
     */
    public boolean subscribe(ExecutionRequest request, SubscriptionLimits limits, EventSink sink) {
        List<Fetch> fetches = request.executable().plan().fetches();
        if (fetches.isEmpty() || !fetches.getFirst().condition().holds(request::isTrue)) {
            return false;
        }
        new EventSubscription(streams, client, observer, nanoClock, request, limits, sink).start();
        return true;
    }
}
