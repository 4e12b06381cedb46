package dev.coffer.payment.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Many callers at once. */
final class Crowd {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Crowd() {}

    /** Runs {@code work} for 0 to {@code size} - 1, all released at the same moment; answers in that order. */
    static <T> List<T> of(int size, IntFunction<T> work)
            throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    gate.await();
                    return work.apply(number);
                }));
            }
            gate.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            return answers;
        }
    }
}
