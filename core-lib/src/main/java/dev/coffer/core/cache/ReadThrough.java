package dev.coffer.core.cache;

import dev.coffer.core.cache.SharedEntries.Fence;
import dev.coffer.core.cache.SharedEntries.Found;
import dev.coffer.core.cache.SharedEntries.Stored;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a value that memory does not have, from Redis or from its origin, and leaves it in Redis. */
final class ReadThrough<V> {

    private static final Logger log = LoggerFactory.getLogger(ReadThrough.class);
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private final CacheSpec<V> spec;
    private final CacheLimits limits;
    private final CacheOrigin<V> origin;
    private final Jitter jitter;
    private final SharedEntries shared;
    private final CacheMeters meters;

    ReadThrough(Cache.Parts<V> parts, SharedEntries shared, CacheMeters meters) {
        this.spec = parts.spec();
        this.limits = parts.limits();
        this.origin = parts.origin();
        this.jitter = parts.jitter();
        this.shared = shared;
        this.meters = meters;
    }

    /** @return with a ttl of zero where it must not be kept */
    Kept<V> read(TenantKey key) {
        return switch (awaited(key, shared.find(key))) {
            case Found.Value value -> decoded(key, value);
            case Found.Nothing nothing -> loaded(key, nothing);
            case Found.Away away -> kept(load(key));
        };
    }

    /** Waits for another process that has begun to load the value, but not for long: it may have been killed. */
    private Found awaited(TenantKey key, Found first) {
        Found found = first;
        long start = System.nanoTime();
        while (found instanceof Found.Nothing(Fence fence, boolean isOurs)
                && !isOurs
                && System.nanoTime() - start < limits.othersLoad().toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(limits.pollEvery().toNanos());
            found = shared.find(key);
        }
        return found;
    }

    private Kept<V> decoded(TenantKey key, Found.Value found) {
        byte[] payload = found.payload();
        V value = null;
        if (payload.length != 1 || payload[0] != ABSENT) {
            try {
                value = spec.codec().decode(Arrays.copyOfRange(payload, 1, payload.length));
            } catch (RuntimeException unreadable) {
                log.debug("cache {}: a value of {} bytes cannot be read", spec.name(), payload.length, unreadable);
                meters.unreadable();
                return switch (shared.replace(key)) {
                    case Found.Nothing nothing -> loaded(key, nothing);
                    case Found.Value _, Found.Away _ -> kept(load(key));
                };
            }
        }
        meters.sharedHit();
        Duration left = found.left();
        Duration inMemory = jitter.shorten(spec.memoryTtl());
        return new Kept<>(value, left.compareTo(inMemory) < 0 ? left : inMemory);
    }

    private Kept<V> loaded(TenantKey key, Found.Nothing nothing) {
        V value;
        byte[] payload;
        try {
            value = load(key);
            payload = encoded(value);
        } catch (RuntimeException | Error failure) {
            giveUp(key, nothing);
            throw failure;
        }
        Kept<V> kept = kept(value);
        if (payload.length > limits.maxValueBytes() || !kept.ttl().isPositive()) {
            giveUp(key, nothing);
            return kept;
        }
        Duration ttl = jitter.shorten(value == null ? spec.absentTtl() : spec.sharedTtl());
        if (shared.store(key, nothing.fence(), payload, ttl) == Stored.OVERTAKEN) {
            meters.stale();
            return new Kept<>(value, Duration.ZERO);
        }
        return kept;
    }

    private void giveUp(TenantKey key, Found.Nothing nothing) {
        if (nothing.isOurs()) {
            shared.release(key, nothing.fence());
        }
    }

    private @Nullable V load(TenantKey key) {
        long start = System.nanoTime();
        try {
            V value = origin.load(key);
            meters.loaded(value != null, Duration.ofNanos(System.nanoTime() - start));
            return value;
        } catch (RuntimeException | Error failure) {
            meters.loadFailed(Duration.ofNanos(System.nanoTime() - start));
            throw failure;
        }
    }

    private Kept<V> kept(@Nullable V value) {
        Duration ttl = spec.memoryTtl();
        if (value == null && spec.absentTtl().compareTo(ttl) < 0) {
            ttl = spec.absentTtl();
        }
        return new Kept<>(value, jitter.shorten(ttl));
    }

    private byte[] encoded(@Nullable V value) {
        if (value == null) {
            return new byte[] {ABSENT};
        }
        byte[] bytes = spec.codec().encode(value);
        byte[] payload = new byte[bytes.length + 1];
        payload[0] = PRESENT;
        System.arraycopy(bytes, 0, payload, 1, bytes.length);
        return payload;
    }
}
