package dev.coffer.core.saga;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes the runner of this process. It is rung before the transaction that makes a saga due has been committed, so the runner
 * looks more often for a moment rather than once. A ring that nobody hears costs nothing but the usual pause.
 */
final class SagaBell {

    private static final long BUSY_NANOS = Duration.ofMillis(200).toNanos();
    private static final Duration BUSY_PAUSE = Duration.ofMillis(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long busyUntil = System.nanoTime();
    private boolean isRung;

    void ring() {
        lock.lock();
        try {
            busyUntil = System.nanoTime() + BUSY_NANOS;
            isRung = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** There may be something to do at once, and nothing that is yet to be committed. */
    void wake() {
        lock.lock();
        try {
            isRung = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a ring, but at most that long, and not that long in the moment after a ring. */
    void await(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            boolean isBusy = busyUntil - System.nanoTime() > 0;
            long left = isBusy ? BUSY_PAUSE.toNanos() : longest.toNanos();
            while (!isRung && left > 0) {
                left = rung.awaitNanos(left);
            }
            isRung = false;
        } finally {
            lock.unlock();
        }
    }
}
