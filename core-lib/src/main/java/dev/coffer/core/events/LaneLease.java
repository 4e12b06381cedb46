package dev.coffer.core.events;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lane's lease beside the lane, so that neither a slow handler loses it nor a quick one waits for it. */
final class LaneLease implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LaneLease.class);

    /** A handler that takes longer than this has come to a stop: another process may try. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(2);

    private final LanePositions positions;
    private final String lane;
    private final Duration every;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long steppedNanos = System.nanoTime();
    private volatile boolean isLost;

    private LaneLease(LanePositions positions, String lane, Duration every) {
        this.positions = positions;
        this.lane = lane;
        this.every = every;
    }

    /** @param lease how long the lane stays with this process after each renewal */
    static LaneLease keep(LanePositions positions, String lane, Duration lease) {
        LaneLease kept = new LaneLease(positions, lane, lease.dividedBy(3));
        Thread.ofVirtual().name("lease-" + lane).start(kept::renew);
        return kept;
    }

    /** Says that the lane goes on. @throws LeaseLost where another process is known to have it */
    void step() {
        if (isLost) {
            throw new LeaseLost("another process took lane " + lane);
        }
        steppedNanos = System.nanoTime();
    }

    private void renew() {
        try {
            while (!end.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - steppedNanos < LONGEST_STEP.toNanos()) {
                    renewOnce();
                } else {
                    log.error(
                            "{}: a handler takes longer than {}; another process may take the lane",
                            lane,
                            LONGEST_STEP);
                }
                if (isLost) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewOnce() {
        try {
            positions.renew(lane);
        } catch (LeaseLost another) {
            log.debug("{}: {}", lane, another.getMessage());
            isLost = true;
        } catch (RuntimeException failure) {
            log.info("{}: the lease could not be renewed and will be tried again: {}", lane, failure.toString());
        }
    }

    @Override
    public void close() {
        end.countDown();
    }
}
