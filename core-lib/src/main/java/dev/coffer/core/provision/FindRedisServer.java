package dev.coffer.core.provision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds a redis-server of version 6.2 or newer: on the PATH, in the cache, else unpacks the bundled one into the cache. */
final class FindRedisServer {
    private static final String EDITION = "embedded-redis-1.4.4";
    private static final String ADVICE = "set " + LocalStores.REDIS_VARIABLE
            + " to a Redis >= 6.2 that runs, or put redis-server on the PATH (Debian: apt-get install redis-server).";

    private final HostEnvironment environment;
    private final Consumer<String> banner;
    private final VersionProbe versions = new VersionProbe(6, 2);
    private final BinaryCache cache;
    private final List<String> tried = new ArrayList<>();

    FindRedisServer(HostEnvironment environment, Consumer<String> banner) {
        this.environment = environment;
        this.banner = banner;
        this.cache = new BinaryCache(environment.cacheFolder(), "redis-server", versions);
        tried.add(LocalStores.REDIS_VARIABLE + ": not set");
    }

    /** @param resource on the class path, from the embedded-redis jar */
    private record Bundled(String resource, Sha256 checksum) {
        static @Nullable Bundled of(Platform platform) {
            return switch (platform) {
                case LINUX_X86_64 ->
                    new Bundled(
                            "/redis-server-6.2.6-v5-linux-amd64",
                            new Sha256("1f716094e08a25faee2bc7626feb9e13464ed89018ac5c376c5e9cff06bdcf52"));
                case LINUX_AARCH64 ->
                    new Bundled(
                            "/redis-server-6.2.7-linux-arm64",
                            new Sha256("036a23aa65bfb31d2a048aa96c170b38c2fbd4f1de68ef0f9c3133dd4b1474cd"));
                case MACOS_X86_64 ->
                    new Bundled(
                            "/redis-server-6.2.6-v5-darwin-amd64",
                            new Sha256("7a4eb450d90a6ce9a2c651cfc4a0613b980a270c6426cbb6fa42d6c3beec9ce8"));
                case MACOS_AARCH64 ->
                    new Bundled(
                            "/redis-server-6.2.6-v5-darwin-arm64",
                            new Sha256("c523aec5a9b6f565cff0271ef67f5c51fa83e1180e3e954ab5251b3cf6282b76"));
                case OTHER -> null;
            };
        }

        Path produce(Path folder) throws IOException {
            Path target = folder.resolve("redis-server");
            try (InputStream in = FindRedisServer.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException(resource + " is not on the class path");
                }
                Files.copy(in, target);
            }
            checksum.verify(target);
            return target;
        }
    }

    ServerBinary find() throws InterruptedException {
        ServerBinary found = onPath();
        if (found == null) {
            found = bundled();
        }
        if (found == null) {
            throw StoreUnavailable.afterTrying("Redis", tried, ADVICE);
        }
        return found;
    }

    private @Nullable ServerBinary onPath() {
        Path server = environment.onPath("redis-server");
        if (server == null) {
            tried.add("redis-server on PATH: none");
            return null;
        }
        try {
            return new ServerBinary(server, versions.usableVersion(server), "on PATH");
        } catch (IOException unusable) {
            return refused("redis-server on PATH (" + server + ")", unusable);
        }
    }

    private @Nullable ServerBinary bundled() throws InterruptedException {
        Bundled bundled = Bundled.of(environment.platform());
        if (bundled == null) {
            tried.add("bundled redis-server: none for " + environment.platform());
            return null;
        }
        Path folder = environment.cacheFolder().resolve("redis-server");
        try {
            ServerBinary cached = cache.find(List.of(EDITION));
            if (cached != null) {
                return cached;
            }
            tried.add("cache " + folder + ": none");
            return cache.install(EDITION, bundled::produce, banner);
        } catch (IOException failed) {
            return refused("bundled redis-server into " + folder, failed);
        }
    }

    private @Nullable ServerBinary refused(String step, IOException reason) {
        String message = reason.getMessage();
        String line = step + ": " + (message == null ? reason.getClass().getSimpleName() : message);
        tried.add(line);
        banner.accept("Redis: not usable, " + line);
        return null;
    }
}
