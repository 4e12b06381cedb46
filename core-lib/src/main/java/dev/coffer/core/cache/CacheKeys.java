package dev.coffer.core.cache;

/**
 * The Redis keys of one cache. The braces put all of them on one slot of a cluster, because a script touches several.
 *
 * @param meta hash: e, the epoch (values of another one do not count), and n, the number of invalidations in it. No TTL: it is one
 *     small key for each cache, and were it gone, every memory would be emptied
 * @param channel of invalidations: "epoch number key", the key empty for all
 */
record CacheKeys(String meta, String channel, String prefix) {

    static CacheKeys of(String name) {
        String prefix = "{cache:" + name + "}:";
        return new CacheKeys(prefix + "meta", prefix + "invalidated", prefix);
    }

    /** The value: its epoch, then the bytes. TTL: the cache's sharedTtl. */
    String value(TenantKey key) {
        return prefix + "v:" + key.text();
    }

    /** While somebody loads it: the token that the load's value must be stored with. TTL: the longest load. */
    String fence(TenantKey key) {
        return prefix + "f:" + key.text();
    }
}
