package dev.coffer.gateway.execute;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs operations: the one entry of this package for whoever has a plan. */
public final class Executor {
    private final SubgraphClient client;
    private final FetchObserver observer;
    private final LongSupplier nanoClock;

    /** @param nanoClock monotonic, as {@code System::nanoTime} */
    public Executor(SubgraphClient client, FetchObserver observer, LongSupplier nanoClock) {
        this.client = client;
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
}
