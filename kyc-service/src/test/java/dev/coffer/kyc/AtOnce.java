package dev.coffer.kyc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same thing tried by many at one moment. */
public final class AtOnce {

    private AtOnce() {}

    /** One of many tries. */
    @FunctionalInterface
    public interface Attempt {

        String run(int number);
    }

    /** @return what came of each, in their order */
    public static List<String> run(int threads, Attempt attempt) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> running = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    go.await();
                    return attempt.run(number);
                }));
            }
            go.countDown();
            for (Future<String> one : running) {
                outcomes.add(one.get());
            }
        }
        return outcomes;
    }
}
