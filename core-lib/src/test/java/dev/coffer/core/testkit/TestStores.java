package dev.coffer.core.testkit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.coffer.core.provision.LocalStores;
import dev.coffer.core.provision.MongoServer;
import dev.coffer.core.provision.RedisServer;
import dev.coffer.core.provision.StoreRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The real MongoDB (a replica set) and Redis of this test JVM, started at first use and shared by all its test classes.
 * Use them through {@link StoresExtension}, which ends them after the last class.
 *
 * <p>A test that kills a store and restarts it is alone in the JVM while it runs: classes run one after another.
 */
public final class TestStores {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable TestStores current;

    private final LocalStores stores;
    private final Path folder;

    private TestStores(LocalStores stores, Path folder) {
        this.stores = stores;
        this.folder = folder;
    }

    /** Connection string without a database. */
    public static String mongoUri() {
        return get().stores.mongoUri();
    }

    /** {@code redis://host:port}. */
    public static String redisUri() {
        return get().stores.redisUri();
    }

    /** For fault tests: kill and restart. */
    public static MongoServer mongo() {
        return get().stores.mongo();
    }

    /** For fault tests: kill, restart, restart empty. */
    public static RedisServer redis() {
        return get().stores.redis();
    }

    /** A database name that nobody used before: {@code mongo_wallets_it_1_4711}. */
    public static String freshDatabase(Class<?> test) {
        String snake =
                test.getSimpleName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        // A given server may serve several runs, so the process id is part of the name; MongoDB allows 63 characters.
        return snake.substring(0, Math.min(snake.length(), 40)) + "_" + DATABASES.incrementAndGet() + "_"
                + ProcessHandle.current().pid();
    }

    static synchronized TestStores get() {
        TestStores started = current;
        if (started == null) {
            try {
                Path folder = Files.createTempDirectory("coffer-test-");
                started = new TestStores(LocalStores.start(StoreRequest.in(folder)), folder);
                started.forgetNothing();
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException("no temporary folder for the stores", failed);
            }
            current = started;
        }
        return started;
    }

    /** The clocks of tests show times long past: what they write would be deleted for its age, once a minute. */
    private void forgetNothing() {
        if (stores.mongo().isOurs()) {
            try (MongoClient client = MongoClients.create(stores.mongoUri())) {
                client.getDatabase("admin")
                        .runCommand(new Document("setParameter", 1).append("ttlMonitorEnabled", false));
            }
        }
    }

    /** Ends the stores, if they were started, and deletes their data. */
    static synchronized void stop() throws IOException {
        TestStores started = current;
        current = null;
        if (started != null) {
            // Their data is deleted next, so nothing is gained by letting them shut down in order.
            if (started.stores.mongo().isOurs()) {
                started.stores.mongo().killHard();
            }
            if (started.stores.redis().isOurs()) {
                started.stores.redis().killHard();
            }
            started.stores.close();
            try (Stream<Path> paths = Files.walk(started.folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
