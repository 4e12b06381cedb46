package dev.coffer.core.provision.install;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds a redis-server of version 6.2 or newer: on the PATH, in the cache, else unpacks the bundled one into the cache. */
public final class FindRedisServer {
    private static final String ADVICE = "set " + HostEnvironment.REDIS_URI
            + " to a Redis >= 6.2 that runs, or put redis-server on the PATH (Debian: apt-get install redis-server).";

    private final HostEnvironment environment;
    private final Consumer<String> banner;
    private final VersionProbe versions = new VersionProbe(6, 2);
    private final BinaryCache cache;
    private final Attempts attempts;

    public FindRedisServer(HostEnvironment environment, Consumer<String> banner) {
        this.environment = environment;
        this.banner = banner;
        this.cache = new BinaryCache(environment.cacheFolder(), "redis-server", versions);
        this.attempts = new Attempts("Redis", HostEnvironment.REDIS_URI, banner);
    }

    public SearchResult find() throws InterruptedException {
        ServerBinary found = attempts.onPath(environment, "redis-server", versions);
        if (found == null) {
            found = attempts.inCache(cache, List.of(BundledRedis.EDITION));
        }
        if (found == null) {
            found = bundled();
        }
        return found == null ? attempts.notFound(ADVICE) : new SearchResult.Found(found);
    }

    private @Nullable ServerBinary bundled() throws InterruptedException {
        BundledRedis bundled = BundledRedis.of(environment.platform());
        if (bundled == null) {
            return attempts.missing("bundled redis-server: none for " + environment.platform());
        }
        try {
            return cache.install(BundledRedis.EDITION, bundled::produce, banner);
        } catch (IOException failed) {
            return attempts.failed("bundled redis-server " + bundled.resource(), failed);
        }
    }
}
