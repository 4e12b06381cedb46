package dev.coffer.kyc.screening;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stops whoever comes by for a user, as a slow process does. */
final class Gate {

    private static final long PATIENCE_SECONDS = 60;

    private final Map<String, Queue<Stop>> closed = new ConcurrentHashMap<>();

    /** One who will be stopped. */
    static final class Stop {

        private final CountDownLatch came = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        /** Until somebody stands there. */
        void awaitSomebody() {
            await(came);
        }

        void open() {
            open.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("nothing came by, or nobody opened");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }

    /** The next who comes by for them is stopped, or the next but one where it is closed twice. */
    Stop close(String userId) {
        Stop stop = new Stop();
        closed.computeIfAbsent(userId, one -> new ConcurrentLinkedQueue<>()).add(stop);
        return stop;
    }

    void pass(String userId) {
        Queue<Stop> stops = closed.get(userId);
        @Nullable Stop stop = stops == null ? null : stops.poll();
        if (stop != null) {
            stop.came.countDown();
            Stop.await(stop.open);
        }
    }
}
