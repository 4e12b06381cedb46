package dev.coffer.core.events;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a loop to end, and is what it waits on, so that no wait outlasts the signal. */
final class StopSignal {

    private final CountDownLatch latch = new CountDownLatch(1);

    void give() {
        latch.countDown();
    }

    boolean isGiven() {
        return latch.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Waits that long, or until the signal. */
    void pause(Duration time) {
        try {
            if (latch.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            latch.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
