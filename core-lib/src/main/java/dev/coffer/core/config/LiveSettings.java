package dev.coffer.core.config;

import com.mongodb.MongoException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that this process declares, kept current: each change counts a revision, which is looked at every
 * {@link ConfigLimits#lookEvery}; everything is read when it is another one, and every {@link ConfigLimits#rereadEvery}. While the
 * store is away the last values hold.
 */
public final class LiveSettings implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

    private final String owner;
    private final MongoSettings store;
    private final SettingSeal seal;
    private final ConfigLimits limits;
    private final Clock clock;
    private final Map<String, Setting<?>> byKey = new ConcurrentSkipListMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Thread follower;
    private volatile @Nullable Instant lastRead;
    private volatile boolean isFollowing;
    private long rereadNanos;

    /** @param service whose settings these are, such as "payment": it may declare keys "payment-service/..." only */
    LiveSettings(String service, MongoSettings store, SettingSeal seal, ConfigLimits limits, Clock clock) {
        this.owner = service.endsWith("-service") ? service : service + "-service";
        this.store = store;
        this.seal = seal;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Declares a setting, before {@link #start}.
     *
     * @param type a record whose every component carries {@link SettingField}
     * @param key {@code <service>-service/<name>}
     * @param description what it governs, for the person who changes it
     * @throws IllegalArgumentException when the declaration contradicts itself
     */
    public <T extends Record> Setting<T> declare(Class<T> type, String key, String description) {
        if (!key.startsWith(owner + "/")) {
            throw new IllegalArgumentException(owner + " cannot declare " + key);
        }
        if (follower != null) {
            throw new IllegalStateException(key + " is declared after the start");
        }
        Setting<T> setting = new Setting<>(RecordSchema.of(type, key, description), seal);
        if (byKey.putIfAbsent(key, setting) != null) {
            throw new IllegalArgumentException(key + " is declared twice");
        }
        return setting;
    }

    /** Reads what is stored, if the store is there, and follows it from then on. */
    public void start() {
        if (byKey.isEmpty()) {
            return;
        }
        try {
            readAll();
        } catch (MongoException away) {
            LOG.warn("{}: the settings cannot be read, the declared defaults hold: {}", owner, away.getMessage());
        }
        follower = Thread.ofVirtual().name("settings-" + owner).start(this::follow);
    }

    /** The version of a scope that this process has: 0 where nothing is set in it, or the setting is another service's. */
    public long version(SettingScope scope) {
        Setting<?> setting = byKey.get(scope.key());
        return setting == null ? 0 : setting.version(scope);
    }

    public ConfigHealth health() {
        return new ConfigHealth(
                byKey.size(),
                lastRead,
                isFollowing,
                byKey.values().stream()
                        .flatMap(setting -> setting.problems().stream())
                        .toList());
    }

    private void follow() {
        while (!isStopped()) {
            try {
                publish();
                followChanges();
            } catch (MongoException failed) {
                if (!isStopped()) {
                    LOG.warn("{}: the settings cannot be followed, trying again: {}", owner, failed.getMessage());
                }
            } catch (RuntimeException bug) {
                LOG.error("{}: following the settings failed, trying again", owner, bug);
            }
            isFollowing = false;
            pause(limits.restAfterFailure());
        }
    }

    private void publish() {
        store.createIndexes();
        store.countRevisions(owner);
        byKey.values().forEach(setting -> store.declare(setting.declaration()));
    }

    /** The revision is looked at before everything is read, so that no change falls between the two. */
    private void followChanges() {
        long known = store.revision(owner);
        readAll();
        isFollowing = true;
        while (!isStopped()) {
            pause(limits.lookEvery());
            long revision = store.revision(owner);
            boolean isDue =
                    System.nanoTime() - rereadNanos >= limits.rereadEvery().toNanos();
            if (revision != known || isDue) {
                readAll();
                known = revision;
            }
        }
    }

    private void readAll() {
        Map<String, List<SettingVersion>> found = new java.util.HashMap<>();
        for (SettingVersion version : store.current(byKey.keySet())) {
            found.computeIfAbsent(version.scope().key(), key -> new ArrayList<>())
                    .add(version);
        }
        byKey.forEach((key, setting) -> setting.replaceAll(found.getOrDefault(key, List.of())));
        rereadNanos = System.nanoTime();
        lastRead = clock.instant();
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            if (stop.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("{}: the settings are followed no longer", owner);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    /** The last values stay readable. */
    @Override
    public void close() {
        stop.countDown();
        Thread running = follower;
        if (running != null) {
            running.interrupt();
            try {
                if (!running.join(limits.stop())) {
                    LOG.warn("{}: the follower of the settings does not end", owner);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
