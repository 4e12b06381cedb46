package dev.coffer.core.store;

import com.mongodb.MongoServerException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Applies a service's {@link Migration}s in the background, from the start until none is left. Of several replicas one works and
 * the others wait; where it dies, another goes on from its last batch. What fails keeps the service from being ready, not from
 * running, and is tried again.
 */
public final class Migrations implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final Comparator<Migration> ORDER =
            Comparator.comparing(Migration::phase).thenComparing(Migration::id);
    private static final int LONGEST_ERROR = 300;

    /** A batch that takes longer is broken off: its transaction is undone, and the next start does it again. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final Parts parts;
    private final List<Migration> declared;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile MigrationStatus status;
    private @Nullable Migration working;
    private @Nullable Thread thread;
    private volatile boolean isRunning;

    /**
     * What the runner works with.
     *
     * @param readiness migrations wait for the indexes
     * @param mayContract whether no older version of the service is left
     * @param owner who works, for the ledger and the lease: unique to this process
     */
    record Parts(
            MigrationLedger ledger,
            Transactions transactions,
            StoreReadiness readiness,
            MigrationLimits limits,
            boolean mayContract,
            String owner) {}

    Migrations(Parts parts, List<Migration> declared) {
        this.parts = parts;
        this.declared = declared.stream().sorted(ORDER).toList();
        Map<String, Migration> byId = new HashMap<>();
        for (Migration migration : declared) {
            if (byId.put(migration.id(), migration) != null) {
                throw new IllegalArgumentException("two migrations have the id " + migration.id());
            }
        }
        boolean isDone = this.declared.stream().noneMatch(migration -> migration.phase() == Migration.Phase.EXPAND);
        this.status = new MigrationStatus(isDone, isDone ? "none to wait for" : "not looked yet");
    }

    /** For health and operators. */
    public MigrationStatus status() {
        return status;
    }

    @Override
    public void start() {
        isRunning = true;
        thread = Thread.ofVirtual().name("migrations").start(this::run);
    }

    private void run() {
        Duration rest = Duration.ZERO;
        while (!pause(rest)) {
            Long fence = null;
            try {
                if (!parts.readiness().isReady()) {
                    rest = parts.limits().lookEvery();
                    continue;
                }
                List<MigrationRecord> ledger = parts.ledger().records();
                List<Migration> open = open(ledger);
                tell(ledger, open);
                if (open.isEmpty()) {
                    return;
                }
                rest = parts.limits().lookEvery();
                if (isOvertaken(open, ledger)) {
                    continue;
                }
                fence = parts.ledger().acquire(parts.owner(), parts.limits().lease());
                if (fence != null) {
                    apply(fence, open);
                    rest = Duration.ZERO;
                }
            } catch (MigrationLedger.LeaseTaken taken) {
                log.info("{}", taken.getMessage());
            } catch (RuntimeException failure) {
                rest = StoreFailures.isUnavailable(failure) ? parts.limits().lookEvery() : failed(fence, failure);
            } finally {
                release(fence);
            }
        }
    }

    /** A newer version of this service began it in a changed form, and is to end it. */
    private static boolean isOvertaken(List<Migration> open, List<MigrationRecord> ledger) {
        return open.stream()
                .anyMatch(migration -> ledger.stream()
                        .anyMatch(record ->
                                record.id().equals(migration.id()) && record.version() > migration.version()));
    }

    /** What is to be done now. */
    private List<Migration> open(List<MigrationRecord> ledger) {
        Predicate<Migration> isApplied = migration -> ledger.stream()
                .anyMatch(record ->
                        record.id().equals(migration.id()) && record.state() == MigrationRecord.State.APPLIED);
        return declared.stream()
                .filter(migration -> migration.phase() == Migration.Phase.EXPAND || parts.mayContract())
                .filter(isApplied.negate())
                .toList();
    }

    private void apply(long fence, List<Migration> open) {
        for (Migration migration : open) {
            working = migration;
            log.info("migration {} begins or goes on: {}", migration, migration.description());
            while (stopped.getCount() > 0 && !batch(fence, migration)) {
                log.debug("migration {} goes on", migration);
            }
            working = null;
            if (stopped.getCount() == 0) {
                return;
            }
            log.info("migration {} is applied", migration);
        }
    }

    private boolean batch(long fence, Migration migration) {
        return parts.transactions()
                .inTransaction(unit -> parts.ledger().batch(unit, fence, migration, parts.owner(), parts.limits()));
    }

    private Duration failed(@Nullable Long fence, RuntimeException failure) {
        Migration migration = working;
        working = null;
        String error = brief(failure);
        if (migration == null || fence == null) {
            log.error("the migrations cannot be looked at and are tried again", failure);
            return parts.limits().retryEvery();
        }
        long held = fence;
        log.error(
                "migration {} failed and is tried again in {}",
                migration,
                parts.limits().retryEvery(),
                failure);
        boolean keepsFromReady = migration.phase() == Migration.Phase.EXPAND;
        status = new MigrationStatus(!keepsFromReady, "migration " + migration + " failed: " + error);
        try {
            parts.transactions()
                    .run(unit -> parts.ledger().failed(unit, held, migration, parts.owner(), error, parts.limits()));
        } catch (RuntimeException untold) {
            log.warn("the failure of migration {} could not be written down: {}", migration, untold.toString());
        }
        return parts.limits().retryEvery();
    }

    /** Server messages quote the values of documents; those stay in the log, which is redacted. */
    private static String brief(RuntimeException failure) {
        String message = failure instanceof MongoServerException server
                ? "code " + server.getCode()
                : String.valueOf(failure.getMessage());
        String text = failure.getClass().getSimpleName() + ": " + message;
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private void tell(List<MigrationRecord> ledger, List<Migration> open) {
        MigrationStatus seen = MigrationStatus.of(declared, ledger, open);
        if (!seen.equals(status) && seen.hasSurprise()) {
            log.warn("migrations: {}", seen.detail());
        }
        status = seen;
    }

    private void release(@Nullable Long fence) {
        if (fence != null) {
            try {
                parts.ledger().release(fence);
            } catch (RuntimeException away) {
                log.debug("the lease of the migrations runs out by itself: {}", away.toString());
            }
        }
    }

    /** @return whether it is time to stop */
    private boolean pause(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets the batch under way end, so that its work is not lost, and gives the lease back. */
    @Override
    public void stop() {
        isRunning = false;
        stopped.countDown();
        Thread running = thread;
        try {
            if (running != null && !running.join(STOP_LIMIT)) {
                running.interrupt();
            }
        } catch (InterruptedException interrupted) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /** After the indexes, before everything else. */
    @Override
    public int getPhase() {
        return IndexesAtStart.PHASE + 1;
    }
}
