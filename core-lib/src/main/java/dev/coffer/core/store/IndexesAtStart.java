package dev.coffer.core.store;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the declared indexes before anything else starts. Where the store is away the service starts all the same, answers
 * UNAVAILABLE, and goes on trying in the background until the indexes are there.
 */
final class IndexesAtStart implements SmartLifecycle {

    /** Before every other lifecycle: consumers and web servers find a ready store, if there is one. */
    static final int PHASE = Integer.MIN_VALUE + 1000;

    private static final Logger log = LoggerFactory.getLogger(IndexesAtStart.class);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    private final DeclaredIndexes indexes;
    private final List<DeclaresIndexes> declarers;
    private final StoreReadiness readiness;
    private final String address;
    private boolean isAwayTold;
    private volatile boolean isRunning;
    private @Nullable Thread retrying;

    /** @param address where the database is, for people */
    IndexesAtStart(DeclaredIndexes indexes, List<DeclaresIndexes> declarers, StoreReadiness readiness, String address) {
        this.indexes = indexes;
        this.declarers = List.copyOf(declarers);
        this.readiness = readiness;
        this.address = address;
    }

    @Override
    public void start() {
        isRunning = true;
        if (!tryOnce()) {
            retrying = Thread.ofVirtual().name("indexes-at-start").start(this::retry);
        }
    }

    private void retry() {
        while (isRunning && !readiness.isReady()) {
            LockSupport.parkNanos(RETRY_EVERY.toNanos());
            tryOnce();
        }
    }

    private boolean tryOnce() {
        try {
            indexes.create(declarers.stream()
                    .flatMap(declarer -> declarer.indexes().stream())
                    .toList());
            readiness.markReady();
            if (isAwayTold) {
                log.info("{} is there now, requests are answered", address);
            }
            return true;
        } catch (MongoException failure) {
            if (!StoreFailures.isUnavailable(failure)) {
                throw failure;
            }
            tellOnce(failure);
            return false;
        }
    }

    private void tellOnce(MongoException failure) {
        if (isAwayTold) {
            log.debug("{} is still away: {}", address, failure.getMessage());
            return;
        }
        isAwayTold = true;
        log.warn(
                "{}, set by coffer.mongodb.uri, does not answer; requests are answered UNAVAILABLE until it does: {}",
                address,
                failure.getMessage());
    }

    @Override
    public void stop() {
        isRunning = false;
        Thread waiting = retrying;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
