package dev.coffer.core.cache;

import java.time.Duration;

/**
 * The limits that all caches of a process share.
 *
 * @param redisTimeout longest wait for an answer of Redis; then the origin is asked
 * @param restAfterFailure how long Redis is left alone after it failed to answer
 * @param checkEvery how often missed invalidations are looked for, and delayed ones sent
 * @param loadTime longest time of a load whose value is kept in Redis, and longest wait for somebody else's load in this process
 * @param othersLoad longest wait for the load of another process, before this one loads too
 * @param pollEvery how often that other load is looked for
 * @param maxValueBytes larger values are kept in memory only
 * @param maxPending invalidations that wait for Redis to come back; beyond that, the whole cache is invalidated then
 */
record CacheLimits(
        Duration redisTimeout,
        Duration restAfterFailure,
        Duration checkEvery,
        Duration loadTime,
        Duration othersLoad,
        Duration pollEvery,
        int maxValueBytes,
        int maxPending) {

    static final CacheLimits DEFAULT = new CacheLimits(
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofMillis(10),
            256 * 1_024,
            1_000);
}
