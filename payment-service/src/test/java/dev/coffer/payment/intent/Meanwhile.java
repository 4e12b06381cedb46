package dev.coffer.payment.intent;

import dev.coffer.payment.intent.FaultyIntents.Step;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody's whole work between two writes of another: once, by whoever comes to the place first. */
final class Meanwhile {

    private final Step step;
    private final boolean isAfter;
    private final boolean isAlone;
    private final Runnable work;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param isAfter whether it happens when the step is done, else before
     * @param isAlone whether all others who look for what is due wait until it is over: without that, one of them may be quicker than
     *     the work
     */
    Meanwhile(Step step, boolean isAfter, boolean isAlone, Runnable work) {
        this.step = step;
        this.isAfter = isAfter;
        this.isAlone = isAlone;
        this.work = work;
    }

    boolean hasBegun() {
        return begun.get();
    }

    void reached(Step reached, boolean isDone) {
        if (reached == step && isDone == isAfter && begun.compareAndSet(false, true)) {
            try {
                work.run();
            } finally {
                over.countDown();
            }
        }
    }

    void awaitTurn() {
        try {
            if (isAlone && hasBegun()) {
                over.await();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
