package dev.coffer.auth.network;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/** Of this process alone, as many as {@link #MOST}: of more networks than that the least seen are forgotten. */
final class InMemoryNetworkCounts implements NetworkCounts {

    static final int MOST = 100_000;

    private final Cache<String, Long> forgottenAt =
            Caffeine.newBuilder().maximumSize(MOST).build();

    @Override
    public long ask(String key, Rate rate, long now) {
        long[] pause = new long[1];
        forgottenAt.asMap().compute(key, (same, stored) -> {
            long before = stored == null ? 0 : stored;
            pause[0] = rate.pause(before, now);
            return pause[0] > 0 ? stored : Long.valueOf(rate.counted(before, now));
        });
        return pause[0];
    }

    @Override
    public void giveBack(String key, Rate rate, long now) {
        forgottenAt.asMap().computeIfPresent(key, (same, stored) -> less(stored - rate.each(), now));
    }

    private static @Nullable Long less(long stored, long now) {
        return stored > now ? stored : null;
    }
}
