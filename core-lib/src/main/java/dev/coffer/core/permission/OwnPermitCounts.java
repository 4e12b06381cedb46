package dev.coffer.core.permission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.access.condition.Condition;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Of this process alone, the times of at most {@link #MOST_TIMES} permits: of more, the subjects that are least asked about are forgotten. */
final class OwnPermitCounts implements PermitCounts {

    private static final long MOST_TIMES = 1_000_000;
    private static final long[] NONE = {};

    private final Cache<String, long[]> times = Caffeine.newBuilder()
            .maximumWeight(MOST_TIMES)
            .weigher((String key, long[] counted) -> 1 + counted.length)
            .build();

    @Override
    public boolean count(String subject, Condition.Rate rate, long now) {
        boolean[] isCounted = new boolean[1];
        times.asMap().compute(PermitCounts.key(subject, rate), (key, stored) -> {
            long[] within = within(stored, rate, now);
            isCounted[0] = within.length < rate.most();
            return isCounted[0]
                    ? LongStream.concat(Arrays.stream(within), LongStream.of(now))
                            .toArray()
                    : within;
        });
        return isCounted[0];
    }

    @Override
    public long soFar(String subject, Condition.Rate rate, long now) {
        return within(times.getIfPresent(PermitCounts.key(subject, rate)), rate, now).length;
    }

    private static long[] within(long @Nullable [] stored, Condition.Rate rate, long now) {
        long after = now - rate.counter().per().toMillis();
        return stored == null
                ? NONE
                : Arrays.stream(stored).filter(time -> time > after).toArray();
    }
}
