package dev.coffer.core.permission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes denials down behind the requests' backs. Equal ones are counted together; of different ones a bounded number waits, and
 * what comes on top is dropped and counted, so that neither an attacker nor a store that is away slows anybody down. A
 * process that is killed loses what the last second brought; the log has that.
 */
final class StoredDenials implements DenialRecord, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StoredDenials.class);

    /** Where tallies are added to what is there. */
    @FunctionalInterface
    interface Store {

        /** @return those that could not be written, to be tried again */
        List<Tally> add(Collection<Tally> tallies);
    }

    private final Store store;
    private final DenialLimits limits;
    private final Map<Tally.Key, Tally> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final Counter stored;
    private final Counter dropped;
    private volatile @Nullable ScheduledExecutorService writer;
    private boolean isStoreAway;

    StoredDenials(Store store, DenialLimits limits, MeterRegistry meters) {
        this.store = store;
        this.limits = limits;
        this.stored = Counter.builder("coffer.denials.stored")
                .description("denials written to the store")
                .register(meters);
        this.dropped = Counter.builder("coffer.denials.dropped")
                .description("denials that are in the log only, because too many different ones waited for the store")
                .register(meters);
        Gauge.builder("coffer.denials.waiting", waitingCount, AtomicInteger::get)
                .description("different denials that wait for the store")
                .register(meters);
    }

    @Override
    public void add(Denied denied) {
        add(Tally.of(denied));
    }

    private void add(Tally tally) {
        Tally found = waiting.compute(tally.key(), (key, before) -> {
            if (before != null) {
                return before.plus(tally, limits.ownerIds());
            }
            if (waitingCount.incrementAndGet() > limits.waiting()) {
                waitingCount.decrementAndGet();
                return null;
            }
            return tally;
        });
        if (found == null) {
            dropped.increment(tally.count());
        }
    }

    /** Writes what waits. One thread at a time. */
    synchronized void write() {
        List<Tally> taken = new ArrayList<>();
        for (Tally.Key key : waiting.keySet()) {
            Tally tally = waiting.remove(key);
            if (tally != null) {
                waitingCount.decrementAndGet();
                taken.add(tally);
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        List<Tally> failed = store.add(taken);
        failed.forEach(this::add);
        stored.increment(count(taken) - count(failed));
        if (isStoreAway == failed.isEmpty()) {
            isStoreAway = !failed.isEmpty();
            log.warn(isStoreAway ? "denials cannot be stored and wait" : "denials are stored again");
        }
    }

    private static long count(List<Tally> tallies) {
        return tallies.stream().mapToLong(Tally::count).sum();
    }

    private void writeAndGoOn() {
        try {
            write();
        } catch (RuntimeException bug) {
            // Thrown out of here it would end the writing for good.
            log.error("a bug while denials are stored", bug);
        }
    }

    @Override
    public void start() {
        long pause = limits.pause().toMillis();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("denials").factory());
        writer = started;
        var _ = started.scheduleWithFixedDelay(this::writeAndGoOn, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = writer;
        if (stopping != null) {
            // A write under way ends by itself: interrupted, nobody would know what it wrote.
            stopping.shutdown();
            writer = null;
        }
        writeAndGoOn();
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }

    /** After the web server and before the database. */
    @Override
    public int getPhase() {
        return 0;
    }
}
