package dev.coffer.core.saga;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs the service's sagas from when all of it is there until it stops. */
final class RunnerLifecycle implements SmartLifecycle {

    private final Supplier<SagaRunner> runners;
    private @Nullable SagaRunner runner;

    RunnerLifecycle(Supplier<SagaRunner> runners) {
        this.runners = runners;
    }

    @Override
    public synchronized void start() {
        SagaRunner started = runners.get();
        started.start();
        runner = started;
    }

    @Override
    public synchronized void stop() {
        if (runner != null) {
            runner.close();
            runner = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return runner != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
