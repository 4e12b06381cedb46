package dev.coffer.core.ops;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The first thing to stop: from then on the service says that it is not ready, and goes on answering for a moment, so that
 * balancers look elsewhere before it refuses anybody. After it the web server lets requests under way end, then lanes and relay
 * end their batch and give their leases back.
 */
final class Drain implements HealthCheck, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final String service;
    private final Duration notice;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean isRunning;
    private volatile boolean isDraining;

    /** @param notice how long balancers have to notice */
    Drain(String service, Duration notice) {
        this.service = service;
        this.notice = notice;
    }

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public Status check() {
        return isDraining ? Status.down("draining: about to stop") : Status.up("not draining");
    }

    @Override
    public void start() {
        isDraining = false;
        isRunning = true;
    }

    @Override
    public void stop() {
        isDraining = true;
        log.info("{} drains: not ready any more, stops listening in {} ms", service, notice.toMillis());
        try {
            // Nobody counts it down: this is a wait for whoever asks whether the service is ready.
            never.await(notice.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /** Before the web server, which is the next. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
