package dev.coffer.core.saga;

import dev.coffer.core.store.StoreFailures;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up sagas that are due and works on each on a virtual thread of its own. Any number of processes do so at once: each saga
 * is with one of them at a time, and where that one dies the lease ends and another goes on.
 */
final class SagaRunner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SagaRunner.class);
    private static final Duration REST_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Map<String, Saga<?>> declared;
    private final String owner;
    private final SagaBell bell;
    private final WorkerParts parts;
    private final Semaphore places;
    private volatile boolean isStopping;
    private long countedAt = System.nanoTime() - COUNT_EVERY.toNanos();
    private @Nullable Thread thread;

    SagaRunner(Collection<Saga<?>> declared, String owner, SagaBell bell, WorkerParts parts) {
        this.declared = declared.stream().collect(Collectors.toUnmodifiableMap(Saga::name, Function.identity()));
        this.owner = owner;
        this.bell = bell;
        this.parts = parts;
        this.places = new Semaphore(parts.limits().concurrent());
    }

    synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException("the sagas of " + owner + " were started before");
        }
        if (!declared.isEmpty()) {
            thread = Thread.ofVirtual().name("sagas-" + owner).start(this::run);
        }
    }

    private void run() {
        try {
            while (!isStopping) {
                look();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            int free = places.availablePermits();
            List<MongoSagas.Claim> claims = free == 0
                    ? List.of()
                    : parts.store().claim(declared, owner, parts.limits().lease(), free);
            for (MongoSagas.Claim claim : claims) {
                places.acquire();
                Thread.ofVirtual().name("saga-" + claim.id()).start(() -> work(claim));
            }
            countNowAndThen();
            if (claims.isEmpty()) {
                bell.await(parts.limits().poll());
            }
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                log.warn("{}: the sagas wait for the database: {}", owner, failure.toString());
            } else {
                log.error("{}: sagas cannot be taken up", owner, failure);
            }
            bell.await(REST_AFTER_FAILURE);
        }
    }

    private void countNowAndThen() {
        long now = System.nanoTime();
        if (now - countedAt >= COUNT_EVERY.toNanos()) {
            countedAt = now;
            parts.gauges().counted(parts.store().counts());
        }
    }

    private void work(MongoSagas.Claim claim) {
        try {
            Saga<?> saga = declared.get(claim.name());
            if (saga != null) {
                workOn(new SagaWorker<>(saga, claim, parts), claim);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            bell.wake();
        }
    }

    private void workOn(SagaWorker<?> worker, MongoSagas.Claim claim) throws InterruptedException {
        try {
            boolean goesOn = true;
            while (goesOn && !isStopping) {
                goesOn = worker.turn();
            }
            if (goesOn) {
                parts.store().dueAfter(claim, Duration.ZERO);
            }
        } catch (RuntimeException failure) {
            letGo(claim, failure);
        }
    }

    /** What could not even be noted is tried again soon; where not even that can be said, when the lease is over. */
    private void letGo(MongoSagas.Claim claim, RuntimeException failure) {
        if (StoreFailures.isUnavailable(failure)) {
            log.warn("saga {} waits for the database: {}", claim.id(), failure.toString());
        } else {
            log.error("saga {} cannot be worked on", claim.id(), failure);
        }
        try {
            parts.store().dueAfter(claim, parts.limits().longestRetry());
        } catch (RuntimeException away) {
            log.debug("saga {} stays with this process until its lease ends", claim.id(), away);
        }
    }

    /** Lets turns that are under way come to their end and gives the sagas back. Takes at most 10 s. */
    @Override
    public synchronized void close() {
        isStopping = true;
        bell.ring();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            int all = parts.limits().concurrent();
            if (!running.join(STOP_LIMIT) || !places.tryAcquire(all, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{}: sagas did not come to rest in time; others take them up when their lease ends", owner);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }
}
