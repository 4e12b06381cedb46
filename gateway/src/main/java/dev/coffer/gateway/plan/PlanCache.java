package dev.coffer.gateway.plan;

import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers of the planner by document and operation: bounded, least recently used out first, one planning for each key. */
final class PlanCache {

    private final int capacity;
    private final LinkedHashMap<Key, CompletableFuture<PlanResult>> results;

    private record Key(String documentHash, @Nullable String operationName) {}

    PlanCache(int capacity) {
        this.capacity = capacity;
        this.results = new LinkedHashMap<>(16, 0.75f, true);
    }

    @Nullable
    PlanResult find(String documentHash, @Nullable String operationName) {
        CompletableFuture<PlanResult> known;
        synchronized (results) {
            known = results.get(new Key(documentHash, operationName));
        }
        return known == null ? null : known.getNow(null);
    }

    PlanResult get(String documentHash, @Nullable String operationName, Supplier<PlanResult> plan) {
        Key key = new Key(documentHash, operationName);
        CompletableFuture<PlanResult> mine = new CompletableFuture<>();
        CompletableFuture<PlanResult> known;
        synchronized (results) {
            known = results.putIfAbsent(key, mine);
            if (known == null && results.size() > capacity) {
                results.pollFirstEntry();
            }
        }
        return known == null ? run(key, mine, plan) : wait(known);
    }

    /** A planning that crashed is forgotten, and all who waited for it learn why. */
    private PlanResult run(Key key, CompletableFuture<PlanResult> mine, Supplier<PlanResult> plan) {
        try {
            PlanResult result = plan.get();
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error crash) {
            synchronized (results) {
                results.remove(key, mine);
            }
            mine.completeExceptionally(crash);
            throw crash;
        }
    }

    private static PlanResult wait(CompletableFuture<PlanResult> known) {
        try {
            return known.join();
        } catch (CompletionException crash) {
            throw crash.getCause() instanceof RuntimeException cause ? cause : crash;
        }
    }
}
