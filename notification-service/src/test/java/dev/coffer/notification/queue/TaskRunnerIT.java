package dev.coffer.notification.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.notification.message.NotificationPriority;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class TaskRunnerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static int tests;

    private final MutableClock clock = MutableClock.at(Instant.now());
    private String database = "";
    private TaskStage stage;

    @BeforeEach
    void open(@FreshDatabase String name) {
        database = name + "_" + ++tests;
        stage = new TaskStage(TestStores.mongoUri(), database, clock);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void add(int count, NotificationPriority lane) {
        for (int i = 0; i < count; i++) {
            stage.add(lane + "-" + i, lane, clock.instant());
        }
    }

    @Test
    void two_replicas_share_the_tasks_and_each_is_done_once() {
        add(150, NotificationPriority.NORMAL);
        AtomicInteger tries = new AtomicInteger();
        TaskWork work = stage.noting(task -> tries.incrementAndGet());
        try (TaskRunner _ = stage.run(work);
                TaskRunner _ = stage.run(work)) {
            await().atMost(PATIENCE).until(() -> stage.left() == 0);
        }

        assertThat(stage.notes()).isEqualTo(150);
        assertThat(tries).hasValue(150);
    }

    @Test
    void what_a_killed_replica_had_is_done_by_another_once_its_lease_is_over()
            throws IOException, InterruptedException {
        add(30, NotificationPriority.NORMAL);
        Process dying = DyingReplica.start(TestStores.mongoUri(), database);
        assertThat(dying.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(dying.exitValue()).isEqualTo(137);
        assertThat(stage.left()).isPositive();

        try (TaskRunner _ = stage.run(stage.noting(_ -> {}))) {
            clock.set(Instant.now());
            await().atMost(PATIENCE).until(() -> stage.left() <= 4);
            clock.advance(Duration.ofSeconds(31));
            await().atMost(PATIENCE).until(() -> stage.left() == 0);
        }

        assertThat(stage.notes()).isEqualTo(30);
    }

    @Test
    void what_waits_is_done_when_its_time_comes_however_the_clock_jumps() {
        stage.add("later", NotificationPriority.LOW, clock.instant().plus(Duration.ofHours(8)));
        stage.add("now", NotificationPriority.LOW, clock.instant());
        AtomicInteger tries = new AtomicInteger();
        try (TaskRunner _ = stage.run(stage.noting(task -> tries.incrementAndGet()))) {
            await().atMost(PATIENCE).until(() -> stage.note("now").equals("done"));
            assertThat(stage.note("later")).isEmpty();
            clock.advance(Duration.ofHours(9));
            await().atMost(PATIENCE).until(() -> stage.note("later").equals("done"));
            clock.advance(Duration.ofHours(-9));
            stage.add("after", NotificationPriority.LOW, clock.instant());
            await().atMost(PATIENCE).until(() -> stage.note("after").equals("done"));
        }

        assertThat(tries).hasValue(3);
    }

    @Test
    void what_is_urgent_does_not_wait_for_what_is_slow_and_not() {
        CountDownLatch gate = new CountDownLatch(1);
        add(20, NotificationPriority.LOW);
        try (TaskRunner _ = stage.run(stage.noting(task -> {
            if (task.lane() == NotificationPriority.LOW) {
                gate.await();
            }
        }))) {
            add(20, NotificationPriority.URGENT);
            await().atMost(PATIENCE).until(() -> stage.notes() == 20);
            assertThat(stage.left()).isEqualTo(20);
            gate.countDown();
            await().atMost(PATIENCE).until(() -> stage.left() == 0);
        }
    }

    @Test
    void a_tenant_with_a_thousand_tasks_does_not_hold_up_another_with_five() {
        for (int i = 0; i < 1_000; i++) {
            stage.add(
                    "a-big",
                    "big-" + i,
                    NotificationPriority.LOW,
                    clock.instant().minusSeconds(60));
        }
        for (String tenant : List.of("0-before", "b-after")) {
            for (int i = 0; i < 5; i++) {
                stage.add(tenant, tenant + i, NotificationPriority.LOW, clock.instant());
            }
        }
        List<String> begun = new CopyOnWriteArrayList<>();
        try (TaskRunner _ = stage.run(stage.noting(task -> begun.add(task.tenantId())))) {
            await().atMost(PATIENCE).until(() -> stage.left() == 0);
        }

        // Three tenants by turns: ten tasks of two of them are through with five of the third's, give or take those at
        // once.
        assertThat(begun.lastIndexOf("0-before")).isLessThan(25);
        assertThat(begun.lastIndexOf("b-after")).isLessThan(25);
        assertThat(begun).hasSize(1_010);
    }

    @Test
    void what_fails_is_tried_again_and_given_up_when_its_time_is_over() {
        AtomicInteger tries = new AtomicInteger();
        stage.add("doomed", NotificationPriority.NORMAL, clock.instant());
        try (TaskRunner _ = stage.run(stage.noting(task -> {
            tries.incrementAndGet();
            throw new IOException("away");
        }))) {
            await().atMost(PATIENCE).until(() -> {
                clock.advance(Duration.ofMillis(20));
                return tries.get() > 3;
            });
            assertThat(stage.note("doomed")).isEmpty();
            clock.advance(TaskStage.PATIENCE);
            await().atMost(PATIENCE).until(() -> stage.note("doomed").equals("given up"));
        }

        assertThat(stage.left()).isZero();
    }

    @Test
    void whoever_lost_a_task_keeps_nothing_of_it() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        stage.add("gone", NotificationPriority.NORMAL, clock.instant());
        try (TaskRunner _ = stage.run(stage.noting(task -> {
            begun.countDown();
            gate.await();
        }))) {
            await().atMost(PATIENCE).until(() -> begun.getCount() == 0);
            stage.forget("ann");
            gate.countDown();
        }

        assertThat(stage.notes()).isZero();
        assertThat(stage.left()).isZero();
    }
}
