package dev.coffer.core.cache;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a cache is to be like.
 *
 * @param name service and thing, such as "kyc.profiles"; all processes that open a cache of this name share what is in Redis. A
 *     form of value that older code must not meet needs another name
 * @param memoryTtl longest time that a value may be served after it was changed elsewhere and every message about that was lost
 * @param sharedTtl longest time that a value is kept at all, counted from when it was read at its origin
 * @param absentTtl as sharedTtl, for the knowledge that there is no such thing; zero to keep none
 * @param maxEntries most values in the memory of one process, 1 to {@value #MOST_ENTRIES}
 * @param codec for Redis
 */
public record CacheSpec<V>(
        String name, Duration memoryTtl, Duration sharedTtl, Duration absentTtl, int maxEntries, CacheCodec<V> codec) {

    static final int MOST_ENTRIES = 1_000_000;
    static final Duration LONGEST_TTL = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,63}");

    public CacheSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A cache's name is like 'kyc.profiles', not '" + name + "'");
        }
        if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "Cache " + name + " keeps 1 to " + MOST_ENTRIES + " entries in memory, not " + maxEntries);
        }
        if (!memoryTtl.isPositive() || memoryTtl.compareTo(sharedTtl) > 0 || sharedTtl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("Cache " + name + " needs 0 < memoryTtl <= sharedTtl <= " + LONGEST_TTL
                    + ", not " + memoryTtl + " and " + sharedTtl);
        }
        if (absentTtl.isNegative() || absentTtl.compareTo(sharedTtl) > 0) {
            throw new IllegalArgumentException(
                    "Cache " + name + " needs 0 <= absentTtl <= " + sharedTtl + ", not " + absentTtl);
        }
    }

    /** Memory for 5 s, Redis for a minute, absence for 5 s, 10,000 entries. */
    public static <V> CacheSpec<V> named(String name, CacheCodec<V> codec) {
        return new CacheSpec<>(
                name, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(5), 10_000, codec);
    }

    public CacheSpec<V> keptFor(Duration inMemory, Duration inRedis) {
        return new CacheSpec<>(name, inMemory, inRedis, absentTtl, maxEntries, codec);
    }

    public CacheSpec<V> absentFor(Duration ttl) {
        return new CacheSpec<>(name, memoryTtl, sharedTtl, ttl, maxEntries, codec);
    }

    public CacheSpec<V> withMaxEntries(int most) {
        return new CacheSpec<>(name, memoryTtl, sharedTtl, absentTtl, most, codec);
    }
}
