package dev.coffer.core.events;

import dev.coffer.core.store.Transactions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes of a consumer in this process commit together while each has little to do: a thread drives for all that wait, and one
 * transaction moves their positions and has their effects. Each position is still moved by compare-and-set in the transaction of
 * its effects. Where such a transaction fails or lasts long, or a lane has much to do, lanes go alone: a slow or poisoned event
 * holds up no lane but its own.
 */
final class LaneGroup {

    /** With so many events a lane is worth a transaction of its own. */
    static final int MANY = 50;

    private static final Logger log = LoggerFactory.getLogger(LaneGroup.class);

    /** What takes longer is better done side by side. */
    private static final Duration QUICK = Duration.ofMillis(100);

    /** So long all lanes go alone after a transaction that failed or was not quick. */
    private static final Duration APART = Duration.ofSeconds(1);

    /** Longest wait for a common transaction; who leaves is safe from it by the compare-and-set. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final LanePositions positions;
    private final LaneWork work;
    private final EventsLimits limits;
    /** Never more than a batch has room for. */
    private final int many;

    private final StopSignal stop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isChanged = lock.newCondition();
    private final Deque<LaneShare> waiting = new ArrayDeque<>();
    private List<LaneShare> underWay = List.of();
    private @Nullable Thread driver;
    private volatile long endNanos = System.nanoTime();
    private volatile long apartUntilNanos = System.nanoTime();

    LaneGroup(LaneParts parts) {
        this.transactions = parts.transactions();
        this.positions = parts.positions();
        this.work = new LaneWork(parts.consumer());
        this.limits = parts.limits();
        this.many = Math.min(MANY, limits.laneBatch());
        this.stop = parts.stop();
    }

    /**
     * Applies a lane's events, in order.
     *
     * @return where the lane stands, which is before the end of the share only after a stop
     * @throws LeaseLost where another process has the lane; whatever else the store throws
     */
    StreamId apply(LaneShare share) throws InterruptedException {
        boolean isApart = apartUntilNanos - System.nanoTime() > 0;
        if (!isApart && share.size() < many && isAppliedTogether(share)) {
            return share.upTo();
        }
        long begunNanos = System.nanoTime();
        StreamId reached = share.applyAlone();
        stayApartUnlessQuick(begunNanos);
        return reached;
    }

    private void stayApartUnlessQuick(long begunNanos) {
        if (System.nanoTime() - begunNanos > QUICK.toNanos()) {
            stayApart();
        }
    }

    private void stayApart() {
        apartUntilNanos = System.nanoTime() + APART.toNanos();
    }

    private boolean isAppliedTogether(LaneShare share) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting.add(share);
            long left = PATIENCE.toNanos();
            while (!share.isDecided()) {
                if (driver == null) {
                    driver = Thread.ofVirtual().name("lanes-together").start(this::drive);
                } else if (left <= 0) {
                    depose();
                    left = PATIENCE.toNanos();
                } else {
                    left = isChanged.awaitNanos(left);
                }
            }
            return share.isApplied();
        } catch (InterruptedException interrupted) {
            waiting.remove(share);
            throw interrupted;
        } finally {
            lock.unlock();
        }
    }

    /** The driver has come to a stop. What it took along goes alone; the compare-and-set keeps that apart from its late end. */
    private void depose() {
        if (driver != null && !underWay.isEmpty()) {
            driver.interrupt();
        }
        underWay.forEach(share -> share.decide(false));
        underWay = List.of();
        driver = null;
        stayApart();
        isChanged.signalAll();
    }

    private void drive() {
        boolean isApplied = false;
        try {
            stop.pause(Duration.ofNanos(endNanos + limits.laneLinger().toNanos() - System.nanoTime()));
            List<LaneShare> taken = takeAlong();
            isApplied = taken.isEmpty() || commit(taken);
        } finally {
            end(isApplied);
        }
    }

    /** As many as fit into one batch, first come, first served. */
    private List<LaneShare> takeAlong() {
        lock.lock();
        try {
            if (driver != Thread.currentThread()) {
                return List.of();
            }
            List<LaneShare> taken = new ArrayList<>();
            int events = 0;
            while (!waiting.isEmpty() && events < limits.laneBatch()) {
                LaneShare share = waiting.remove();
                share.topUp(many);
                events += share.size();
                taken.add(share);
            }
            underWay = taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean commit(List<LaneShare> shares) {
        long begunNanos = System.nanoTime();
        try {
            shares.forEach(LaneShare::step);
            transactions.run(unit -> {
                positions.advance(unit, shares.stream().map(LaneShare::move).toList());
                List<Delivery> free = new ArrayList<>();
                shares.forEach(share -> free.addAll(share.free(unit)));
                work.handle(free, unit);
            });
        } catch (RuntimeException failure) {
            log.info("{} lanes did not get through together and go alone: {}", shares.size(), failure.toString());
            stayApart();
            return false;
        }
        shares.forEach(LaneShare::handled);
        stayApartUnlessQuick(begunNanos);
        return true;
    }

    private void end(boolean isApplied) {
        lock.lock();
        try {
            if (driver == Thread.currentThread()) {
                underWay.forEach(share -> share.decide(isApplied));
                underWay = List.of();
                driver = null;
                endNanos = System.nanoTime();
            }
            isChanged.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
