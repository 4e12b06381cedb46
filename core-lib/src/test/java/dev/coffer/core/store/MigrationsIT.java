package dev.coffer.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class MigrationsIT {

    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "test");
    private final String name = TestStores.freshDatabase(MigrationsIT.class);
    private final MongoDatabase database = client.getDatabase(name);
    private final List<Migrations> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Migrations::stop);
        client.close();
    }

    @Test
    void a_migration_runs_once_in_batches_and_the_ledger_says_so() {
        MigrationStage.fill(database);

        awaitReady(start(MigrationStage.addGram()));
        awaitReady(start(MigrationStage.addGram()));

        assertThat(MigrationStage.isEachWeighedOnce(database)).isTrue();
        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(record.state()).isEqualTo(MigrationRecord.State.APPLIED);
            assertThat(record.rows()).isEqualTo(MigrationStage.PARCELS);
            assertThat(record.by()).isEqualTo("test");
            assertThat(record.startedAt()).isNotNull();
            assertThat(record.finishedAt()).isNotNull();
        });
    }

    /** The lease, two batches of four writes each, the lease given back: so many places to die. */
    @Test
    void a_process_that_dies_before_any_of_its_writes_leaves_what_another_one_completes_exactly()
            throws IOException, InterruptedException {
        int deaths = 0;
        for (int write = 1; write <= 20; write++) {
            String dying = TestStores.freshDatabase(getClass());
            MongoDatabase stage = client.getDatabase(dying);
            MigrationStage.fill(stage);
            Process process = MigrationStage.dyingBeforeWrite(write, TestStores.mongoUri(), dying);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            if (process.exitValue() == 0) {
                break;
            }
            deaths++;
            // The server ends a dead client's transaction by itself, in time; this only makes it soon.
            client.getDatabase("admin").runCommand(new Document("killAllSessions", List.of()));
            Migrations successor = MigrationStage.migrations(client, dying, List.of(MigrationStage.addGram()), false);
            successor.start();
            awaitReady(successor);
            successor.stop();
            assertThat(MigrationStage.isEachWeighedOnce(stage))
                    .as("after a death before write %d", write)
                    .isTrue();
        }

        assertThat(deaths).isBetween(9, 19);
    }

    @Test
    void of_two_replicas_that_start_at_once_one_works_and_both_become_ready() {
        MigrationStage.fill(database);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicBoolean isOverlapping = new AtomicBoolean();
        Migration.Work work = MigrationStage.addGram().work();
        Migration watched = Migration.expand("2026-11-20-parcel-grams", "weighs", (unit, position, rows) -> {
            isOverlapping.compareAndSet(false, atOnce.incrementAndGet() > 1);
            try {
                return work.apply(unit, position, rows);
            } finally {
                atOnce.decrementAndGet();
            }
        });

        Migrations one = start(watched);
        Migrations other = start(watched);

        awaitReady(one);
        awaitReady(other);
        assertThat(isOverlapping).isFalse();
        assertThat(MigrationStage.isEachWeighedOnce(database)).isTrue();
    }

    @Test
    void who_lost_the_lease_in_mid_batch_changes_nothing_more() throws InterruptedException {
        MigrationStage.fill(database);
        CountDownLatch isInBatch = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Migration.Work work = MigrationStage.addGram().work();
        Migrations slow = start(Migration.expand("2026-11-20-parcel-grams", "weighs", (unit, position, rows) -> {
            isInBatch.countDown();
            await(mayGoOn);
            return work.apply(unit, position, rows);
        }));
        isInBatch.await();
        // The server ends a transaction that holds its locks too long; then the lease has run out as well.
        Migrations quick = start(MigrationStage.addGram());
        awaitReady(quick);
        mayGoOn.countDown();

        awaitReady(slow);
        assertThat(MigrationStage.isEachWeighedOnce(database)).isTrue();
    }

    @Test
    void a_failed_migration_keeps_the_service_from_ready_and_goes_on_when_its_cause_is_gone() {
        MigrationStage.fill(database);
        AtomicBoolean isBroken = new AtomicBoolean(true);
        Migration.Work work = MigrationStage.addGram().work();

        Migrations migrations = start(Migration.expand("2026-11-20-parcel-grams", "weighs", (unit, position, rows) -> {
            if (position != null && isBroken.get()) {
                throw new IllegalStateException("parcel 10 has no scale");
            }
            return work.apply(unit, position, rows);
        }));

        Awaitility.await()
                .until(() -> records().stream()
                        .anyMatch(record -> record.state() == MigrationRecord.State.FAILED && record.rows() == 10));
        assertThat(migrations.status().isReady()).isFalse();
        assertThat(migrations.status().detail())
                .contains("2026-11-20-parcel-grams v1 failed")
                .contains("parcel 10 has no scale");
        isBroken.set(false);
        awaitReady(migrations);
        assertThat(MigrationStage.isEachWeighedOnce(database)).isTrue();
    }

    @Test
    void one_that_vanished_or_changed_after_it_was_applied_is_reported_and_no_reason_to_refuse_requests() {
        Migration other =
                Migration.expand("2026-11-21-other", "nothing", (unit, position, rows) -> Migration.Progress.done(0));
        awaitReady(start(MigrationStage.addGram(), other));

        Migrations changed = start(MigrationStage.addGram().withVersion(2));

        Awaitility.await().until(() -> changed.status().hasSurprise());
        assertThat(changed.status().isReady()).isTrue();
        assertThat(changed.status().detail())
                .contains("2026-11-20-parcel-grams v2 changed after v1 was applied")
                .contains("2026-11-21-other ran here and is not in this code");
    }

    @Test
    void a_contraction_waits_until_an_operator_says_that_no_older_version_is_left() {
        MigrationStage.fill(database);
        Migration drop = Migration.contract(
                "2026-11-20-drop-grams",
                "removes what only older versions read",
                EachDocument.of("parcels", Filters.exists("grams"), parcel -> Updates.unset("grams")));

        Migrations waiting = start(drop, MigrationStage.addGram());
        awaitReady(waiting);
        assertThat(MigrationStage.isEachWeighedOnce(database)).isTrue();
        assertThat(waiting.status().detail()).contains("2026-11-20-drop-grams v1 waits for coffer.migrations.contract");

        Migrations contracting = MigrationStage.migrations(client, name, List.of(drop, MigrationStage.addGram()), true);
        started.add(contracting);
        contracting.start();
        Awaitility.await().until(() -> database.getCollection("parcels").countDocuments(Filters.exists("grams")) == 0);
    }

    @Test
    void an_unfinished_one_that_changed_begins_anew_and_an_older_version_leaves_it_alone() {
        Migration stuck = Migration.expand("2026-11-20-stuck", "fails", (unit, position, rows) -> {
            if (position != null) {
                throw new IllegalStateException("stuck");
            }
            return Migration.Progress.upTo(new Document("at", 1), 1);
        });
        Migrations newer = start(stuck.withVersion(2));
        Awaitility.await()
                .until(() -> records().stream().anyMatch(record -> record.state() == MigrationRecord.State.FAILED));
        newer.stop();

        Migrations older = start(
                Migration.expand("2026-11-20-stuck", "works", (unit, position, rows) -> Migration.Progress.done(0)));
        Awaitility.await()
                .during(Duration.ofMillis(300))
                .until(() -> !older.status().isReady());

        Migrations newest = start(Migration.expand("2026-11-20-stuck", "works", (unit, position, rows) -> {
                    assertThat(position).isNull();
                    return Migration.Progress.done(0);
                })
                .withVersion(3));
        awaitReady(newest);
        awaitReady(older);
    }

    @Test
    void work_that_does_not_move_on_is_a_failure_and_not_an_endless_loop() {
        Migrations migrations = start(Migration.expand(
                "2026-11-20-idle",
                "idles",
                (unit, position, rows) -> Migration.Progress.upTo(new Document("at", 1), 0)));

        Awaitility.await().until(() -> migrations.status().detail().contains("does not move on"));
    }

    @Test
    void two_of_one_id_are_refused_at_once() {
        assertThatThrownBy(() -> start(MigrationStage.addGram(), MigrationStage.addGram()))
                .hasMessageContaining("two migrations have the id 2026-11-20-parcel-grams");
        assertThatThrownBy(() -> Migration.expand("later", "x", (unit, position, rows) -> Migration.Progress.done(0)))
                .hasMessageContaining("2026-11-20-wallet-category");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Migrations start(Migration... declared) {
        Migrations migrations = MigrationStage.migrations(client, name, List.of(declared), false);
        started.add(migrations);
        migrations.start();
        return migrations;
    }

    private static void awaitReady(Migrations migrations) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> migrations.status().isReady());
    }

    private List<MigrationRecord> records() {
        return new MigrationLedger(database, Clock.systemUTC()).records();
    }
}
