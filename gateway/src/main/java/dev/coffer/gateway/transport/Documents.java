package dev.coffer.gateway.transport;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Documents made ready, by their text. A document that many ask for at once is prepared once. */
final class Documents {
    /** What an entry weighs besides its text: the plan is several times as large. */
    private static final int PLAN_BYTES_PER_CHARACTER = 8;

    private static final int ENTRY_BYTES = 2_048;

    private final Preparation preparation;
    private final AsyncCache<Key, Prepared> cache;

    record Key(String query, @Nullable String operationName) {}

    Documents(Preparation preparation, int maxBytes, Executor workers) {
        this.preparation = preparation;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<Key, Prepared>weigher(
                        (key, prepared) -> ENTRY_BYTES + key.query().length() * (2 + PLAN_BYTES_PER_CHARACTER))
                .executor(workers)
                .buildAsync();
    }

    CompletableFuture<Prepared> prepare(String query, @Nullable String operationName) {
        return cache.get(new Key(query, operationName), key -> preparation.prepare(key.query(), key.operationName()));
    }

    /** The documents that were asked for most, best first. */
    List<Key> hottest(int count) {
        return cache.synchronous()
                .policy()
                .eviction()
                .map(eviction -> List.copyOf(eviction.hottest(count).keySet()))
                .orElse(List.of());
    }
}
