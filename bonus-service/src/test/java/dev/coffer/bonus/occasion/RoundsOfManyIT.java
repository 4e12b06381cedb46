package dev.coffer.bonus.occasion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.ProfiledQueries;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a round through many players costs, and whom its troubles keep waiting. Nobody looks but the tests. */
@ExtendWith(StoresExtension.class)
class RoundsOfManyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestTokens tokens;
    private static TestService service;
    private static RoundsFixture rounds;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        Map<String, Object> settings = Map.of("coffer.bonus.occasions.every", "1h");
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, settings);
        rounds = new RoundsFixture(service, tokens);
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    /** How often players were held. */
    private long held() {
        return rounds.collection("players").find(Filters.eq("tenantId", tenantId)).into(new ArrayList<>()).stream()
                .mapToLong(player -> player.getLong("turns") - 1)
                .sum();
    }

    @Test
    void players_who_may_not_have_it_cost_a_few_reads_together_and_none_of_them_is_held() {
        rounds.players(tenantId, 400, "common");
        RunningTemplate template = rounds.publish(tenantId, "NOT-FOR-THEM", "vip");
        List<ProfiledQueries.Query> reads =
                ProfiledQueries.during(service.bean(MongoDatabase.class), () -> rounds.go(tenantId, template));
        assertThat(reads.stream().filter(read -> read.collection().equals("players")))
                .as("the batch, and what is known of it")
                .hasSize(2);
        assertThat(reads.stream().filter(read -> read.collection().equals("awards")))
                .isEmpty();
        assertThat(held()).isZero();
        assertThat(rounds.given(tenantId)).isEmpty();
    }

    @Test
    void players_who_have_it_already_cost_a_few_reads_together_and_none_of_them_is_held_again() {
        rounds.players(tenantId, 20, "vip");
        RunningTemplate template = rounds.publish(tenantId, "ONCE", "vip");
        rounds.go(tenantId, template);
        assertThat(rounds.given(tenantId)).hasSize(20).doesNotHaveDuplicates();
        long before = held();
        rounds.collection("occasion_rounds").deleteOne(Filters.eq("tenantId", tenantId));
        List<ProfiledQueries.Query> reads =
                ProfiledQueries.during(service.bean(MongoDatabase.class), () -> rounds.go(tenantId, template));
        assertThat(reads.stream()
                        .filter(read -> read.collection().equals("awards")
                                && read.command().toString().contains("schedule:")))
                .as("which of the occasions' keys are there")
                .hasSize(1)
                .allSatisfy(read -> assertThat(read.plan()).startsWith("IXSCAN"));
        assertThat(held()).isEqualTo(before);
        assertThat(rounds.given(tenantId)).hasSize(20);
    }

    @Test
    void a_player_for_whom_the_store_fails_keeps_nobody_waiting_and_gets_it_soon_after() {
        rounds.players(tenantId, 10, "vip");
        RunningTemplate template = rounds.publish(tenantId, "FOR-ALL", "vip");
        try (ClientSession session = service.bean(MongoClient.class).startSession()) {
            session.startTransaction();
            rounds.collection("players")
                    .updateOne(
                            session,
                            Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("userId", RoundsFixture.user(3))),
                            Updates.inc("turns", 1L));
            // No transaction that holds this player can be committed.
            await().atMost(PATIENCE).until(() -> {
                rounds.go(tenantId, template);
                return rounds.given(tenantId).size() == 9;
            });
            assertThat(rounds.given(tenantId))
                    .doesNotContain(RoundsFixture.user(3))
                    .doesNotHaveDuplicates();
            session.abortTransaction();
        }
        // Sooner than a lease would end.
        await().atMost(PATIENCE).until(() -> {
            rounds.go(tenantId, template);
            return rounds.given(tenantId).contains(RoundsFixture.user(3));
        });
        assertThat(rounds.given(tenantId)).hasSize(10).doesNotHaveDuplicates();
    }

    /** Changes what happens when a round is taken or kept. */
    private record Around(Rounds origin, Runnable beforeKeep, Consumer<Round.Key> beforeTake) implements Rounds {

        @Override
        public @Nullable Round take(Round.Key key, LocalDate day, Instant now) {
            beforeTake.accept(key);
            return origin.take(key, day, now);
        }

        @Override
        public boolean keep(Round round, Instant now) {
            beforeKeep.run();
            return origin.keep(round, now);
        }

        @Override
        public void rest(Round round, Instant next) {
            origin.rest(round, next);
        }
    }

    private static GoRounds goRounds(Rounds around, int batch, MutableClock clock) {
        return new GoRounds(
                around,
                service.bean(FindPlayers.class),
                RoundsFixture.giveBatch(service, clock),
                new Agenda(service.bean(Calendars.class), Duration.ofHours(1), Duration.ZERO),
                new Pace(batch, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                clock);
    }

    @Test
    void a_round_whose_turn_is_over_is_given_back_and_gone_on_with_at_once_by_whoever_comes() {
        rounds.players(tenantId, 10, "vip");
        RunningTemplate template = rounds.publish(tenantId, "SLICED", "vip");
        MutableClock clock = MutableClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Rounds around = new Around(service.bean(Rounds.class), () -> clock.advance(Duration.ofMillis(600)), key -> {});
        Round.Key key = RoundsFixture.key(tenantId, "SLICED");
        assertThat(goRounds(around, 2, clock).go(key, template, () -> false)).isTrue();
        assertThat(rounds.given(tenantId)).hasSize(4);
        assertThat(goRounds(around, 2, clock).go(key, template, () -> false)).isTrue();
        assertThat(rounds.given(tenantId)).hasSize(8);
        assertThat(goRounds(around, 2, clock).go(key, template, () -> true))
                .as("stopped, it is given back as well")
                .isTrue();
        assertThat(goRounds(around, 50, clock).go(key, template, () -> false)).isFalse();
        assertThat(rounds.given(tenantId)).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void a_round_that_hangs_does_not_keep_those_of_another_tenant_waiting() throws Exception {
        String slow = tenantId + "-slow";
        String quick = tenantId + "-quick";
        rounds.players(slow, 1, "vip");
        rounds.players(quick, 1, "vip");
        rounds.publish(slow, "SLOW", "vip");
        rounds.publish(quick, "QUICK", "vip");
        CountDownLatch release = new CountDownLatch(1);
        Rounds around = new Around(service.bean(Rounds.class), () -> {}, key -> {
            if (key.tenantId().equals(slow)) {
                awaitQuietly(release);
            }
        });
        MutableClock clock = MutableClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try (WatchClock watch = new WatchClock(
                service.bean(RunningTemplates.class), goRounds(around, 50, clock), Duration.ofMillis(50), 2)) {
            watch.start();
            await().atMost(PATIENCE).until(() -> rounds.given(quick).size() == 1);
            assertThat(rounds.given(slow)).isEmpty();
            release.countDown();
            await().atMost(PATIENCE).until(() -> rounds.given(slow).size() == 1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
