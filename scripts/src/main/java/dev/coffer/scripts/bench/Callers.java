package dev.coffer.scripts.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Callers at once, each on a virtual thread. The first failure of one is the failure of all. */
final class Callers {

    private Callers() {}

    /** Runs {@code work} for 0 to {@code count} - 1, one caller each. */
    static void run(int count, IntConsumer work) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                callers.add(threads.submit(() -> work.accept(number)));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A caller of the benchmark failed", e.getCause());
        }
    }

    /** What {@code work} makes of 0 to {@code count} - 1, in that order, by {@code callers} who share them out. */
    static <T> List<T> collect(int callers, int count, IntFunction<T> work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Map<Integer, T> results = new ConcurrentSkipListMap<>();
        run(Math.min(callers, count), caller -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                results.put(i, work.apply(i));
            }
        });
        return List.copyOf(results.values());
    }
}
