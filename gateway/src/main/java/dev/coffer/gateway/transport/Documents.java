package dev.coffer.gateway.transport;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.gateway.plan.Circumstances;
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

    /** @param circumstances of the requests that it is ready for; null where one plan serves all, or it is not known whether one does */
    record Key(
            String query,
            @Nullable String operationName,
            @Nullable Circumstances circumstances) {
        /** A name may be as long as a request. */
        int nameBytes() {
            return operationName == null ? 0 : operationName.length() * 2;
        }
    }

    Documents(Preparation preparation, int maxBytes, Executor workers) {
        this.preparation = preparation;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<Key, Prepared>weigher((key, prepared) ->
                        ENTRY_BYTES + key.query().length() * (2 + PLAN_BYTES_PER_CHARACTER) + key.nameBytes())
                .executor(workers)
                .buildAsync();
    }

    CompletableFuture<Prepared> prepare(String query, @Nullable String operationName) {
        return prepare(new Key(query, operationName, null));
    }

    /** @param circumstances of the request, which the document was found to depend on */
    CompletableFuture<Prepared> prepare(String query, @Nullable String operationName, Circumstances circumstances) {
        return prepare(new Key(query, operationName, circumstances));
    }

    /** Makes ready what was in use with another schema. */
    CompletableFuture<Prepared> prepare(Key key) {
        return cache.get(
                key, wanted -> preparation.prepare(wanted.query(), wanted.operationName(), wanted.circumstances()));
    }

    /** How many are ready, or about to be. */
    int count() {
        return cache.asMap().size();
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
