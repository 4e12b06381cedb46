package dev.coffer.core.store;

import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Settles whose database this is and creates the declared indexes before anything else starts. Where the store is away the
 * service starts all the same, answers UNAVAILABLE, and goes on trying in the background until the indexes are there. Later it
 * looks now and then whether they still are.
 */
final class IndexesAtStart implements SmartLifecycle {

    /** Before every other lifecycle: consumers and web servers find a ready store, if there is one. */
    static final int PHASE = Integer.MIN_VALUE + 1000;

    private static final Logger log = LoggerFactory.getLogger(IndexesAtStart.class);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(5);

    private final DatabaseOwner owner;
    private final DeclaredIndexes indexes;
    private final List<DeclaresIndexes> declarers;
    private final StoreReadiness readiness;
    private final String address;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean isAwayTold;
    private volatile boolean isRunning;
    private @Nullable Thread keeping;

    /** @param address where the database is, for people */
    IndexesAtStart(
            DatabaseOwner owner,
            DeclaredIndexes indexes,
            List<DeclaresIndexes> declarers,
            StoreReadiness readiness,
            String address) {
        this.owner = owner;
        this.indexes = indexes;
        this.declarers = List.copyOf(declarers);
        this.readiness = readiness;
        this.address = address;
    }

    @Override
    public void start() {
        isRunning = true;
        boolean isSettled = tryOnce();
        keeping = Thread.ofVirtual().name("indexes").start(() -> keep(isSettled));
    }

    private void keep(boolean settledAtStart) {
        boolean isSettled = settledAtStart;
        while (!isSettled && !pause(RETRY_EVERY)) {
            isSettled = tryOnce();
        }
        while (!pause(LOOK_EVERY)) {
            look();
        }
    }

    /** @return false where the store is away and another try may work */
    private boolean tryOnce() {
        try {
            String stranger = owner.claim();
            if (stranger != null) {
                refuse(stranger);
                return true;
            }
            IndexReport report = indexes.create(declared());
            readiness.seen(report);
            if (!report.broken().isEmpty()) {
                refuse("indexes broken: " + String.join(", ", report.broken()));
                return true;
            }
            readiness.markReady();
            if (isAwayTold) {
                log.info("{} is there now, requests are answered", address);
            }
            return true;
        } catch (MongoException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                tellOnce(failure);
                return false;
            }
            if (failure instanceof MongoServerException refused) {
                refuse("an index cannot be built: " + withoutValues(refused));
                return true;
            }
            throw failure;
        }
    }

    /** The server quotes the key that occurs twice, which may be somebody's e-mail address. */
    private static String withoutValues(MongoServerException refused) {
        String message = String.valueOf(refused.getMessage());
        int quote = message.indexOf("dup key:");
        return quote < 0 ? message : message.substring(0, quote).strip() + " has duplicates";
    }

    private void refuse(String why) {
        readiness.refuse(why);
        log.error("{}: the service is not ready and writes nothing: {}", address, why);
    }

    private void look() {
        try {
            IndexReport report = indexes.look(declared());
            if (!report.equals(readiness.indexes()) && !report.isInLine()) {
                log.error("{}: {}", address, report.findings());
            }
            readiness.seen(report);
        } catch (MongoException away) {
            log.debug("{}: the indexes cannot be looked at: {}", address, away.getMessage());
        }
    }

    private List<IndexDeclaration> declared() {
        return declarers.stream()
                .flatMap(declarer -> declarer.indexes().stream())
                .toList();
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

    /** @return whether it is time to stop */
    private boolean pause(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void stop() {
        isRunning = false;
        stopped.countDown();
        Thread waiting = keeping;
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
