package dev.coffer.core.provision;

import dev.coffer.core.provision.install.FindMongod;
import dev.coffer.core.provision.install.FindRedisServer;
import dev.coffer.core.provision.install.HostEnvironment;
import dev.coffer.core.provision.install.SearchResult;
import dev.coffer.core.provision.install.ServerBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB and a Redis to work with, found or started. Closing ends what was started and nothing else.
 *
 * <p>Shape of the data folder: {@code mongo/} and {@code redis/}, each with {@code data/}, {@code server.log},
 * {@code server.process} (who runs there) and {@code port}.
 */
public final class LocalStores implements AutoCloseable {
    private final MongoServer mongo;
    private final RedisServer redis;
    private final FolderOwnership ownership;
    private @Nullable Thread hook;
    private boolean isClosed;

    private LocalStores(MongoServer mongo, RedisServer redis, FolderOwnership ownership) {
        this.mongo = mongo;
        this.redis = redis;
        this.ownership = ownership;
    }

    /**
     * Finds or starts both stores, side by side, and returns when both can be used.
     *
     * @throws StoreUnavailable with everything that was tried, when one cannot be had or the folder is in use
     */
    public static LocalStores start(StoreRequest request) {
        try {
            FolderOwnership ownership = FolderOwnership.take(request.dataFolder());
            boolean isStarted = false;
            try {
                LocalStores stores = startOwned(request, ownership);
                if (request.endWithJvm()) {
                    stores.endWithJvm();
                }
                isStarted = true;
                return stores;
            } finally {
                if (!isStarted) {
                    ownership.close();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start stores in " + request.dataFolder(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while the stores were starting", interrupted);
        }
    }

    private static LocalStores startOwned(StoreRequest request, FolderOwnership ownership)
            throws IOException, InterruptedException {
        FutureTask<RedisServer> redis = inBackground(() -> redis(request));
        @Nullable MongoServer mongo = null;
        boolean areBothUp = false;
        try {
            mongo = mongo(request);
            LocalStores stores = new LocalStores(mongo, value(redis), ownership);
            areBothUp = true;
            return stores;
        } finally {
            if (!areBothUp) {
                stopIfStarted(redis);
                stop(mongo);
            }
        }
    }

    private static MongoServer mongo(StoreRequest request) throws IOException, InterruptedException {
        String given = request.environment().variable(HostEnvironment.MONGODB_URI);
        if (given != null) {
            GivenMongo mongo = GivenMongo.checked(given);
            request.banner().accept("MongoDB given by " + HostEnvironment.MONGODB_URI + ": " + mongo);
            return mongo;
        }
        Path folder = prepared(request, "mongo");
        ServerBinary binary = found(new FindMongod(request.environment(), request.banner()).find());
        LocalMongo mongo = LocalMongo.start(binary, folder);
        request.banner().accept(mongo.toString());
        return mongo;
    }

    private static RedisServer redis(StoreRequest request) throws IOException, InterruptedException {
        String given = request.environment().variable(HostEnvironment.REDIS_URI);
        if (given != null) {
            GivenRedis redis = GivenRedis.checked(given);
            request.banner().accept("Redis given by " + HostEnvironment.REDIS_URI + ": " + redis);
            return redis;
        }
        Path folder = prepared(request, "redis");
        ServerBinary binary = found(new FindRedisServer(request.environment(), request.banner()).find());
        LocalRedis redis = LocalRedis.start(binary, folder);
        request.banner().accept(redis.toString());
        return redis;
    }

    private static ServerBinary found(SearchResult result) {
        return switch (result) {
            case SearchResult.Found(ServerBinary binary) -> binary;
            case SearchResult.NotFound nothing -> throw new StoreUnavailable(nothing.report());
        };
    }

    /** The store's folder, with whatever a killed owner left running there ended. */
    private static Path prepared(StoreRequest request, String store) throws IOException {
        Path folder = Files.createDirectories(request.dataFolder().resolve(store));
        String ended = SupervisedProcess.endLeftover(folder);
        if (ended != null) {
            request.banner().accept("Ended what an earlier start left behind in " + folder + ": " + ended);
        }
        return folder;
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("coffer-provision").start(task);
        return task;
    }

    private static <T> T value(FutureTask<T> task) throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case StoreUnavailable unavailable -> throw unavailable;
                case IOException broken -> throw broken;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw new IllegalStateException("starting Redis failed", failed);
            }
        }
    }

    private static void stopIfStarted(FutureTask<RedisServer> redis) {
        try {
            stop(redis.get());
        } catch (ExecutionException | CancellationException neverStarted) {
            // Its own failure is the lesser one: the caller is already being told why MongoDB could not start.
            redis.cancel(true);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void endWithJvm() {
        Thread closing = new Thread(this::stopBoth, "coffer-provision-shutdown");
        hook = closing;
        Runtime.getRuntime().addShutdownHook(closing);
    }

    public MongoServer mongo() {
        return mongo;
    }

    public RedisServer redis() {
        return redis;
    }

    /** Connection string of MongoDB; names no database. */
    public String mongoUri() {
        return mongo.uri();
    }

    /** Address of Redis. */
    public String redisUri() {
        return redis.uri();
    }

    /** Ends what was started here; a second call does nothing. */
    @Override
    public void close() {
        Thread registered = hook;
        if (registered != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(registered);
            } catch (IllegalStateException shuttingDown) {
                // The hook runs already or will; stopping twice is harmless.
                hook = null;
            }
        }
        stopBoth();
    }

    private synchronized void stopBoth() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        FutureTask<Boolean> redisStopped = inBackground(() -> {
            stop(redis);
            return true;
        });
        stop(mongo);
        try {
            redisStopped.get();
            ownership.close();
        } catch (ExecutionException | IOException failed) {
            throw new IllegalStateException("the stores did not stop cleanly", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(@Nullable MongoServer server) {
        if (server instanceof LocalMongo ours) {
            ours.stop();
        }
    }

    private static void stop(@Nullable RedisServer server) {
        if (server instanceof LocalRedis ours) {
            ours.stop();
        }
    }
}
