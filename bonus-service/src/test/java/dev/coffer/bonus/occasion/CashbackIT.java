package dev.coffer.bonus.occasion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A period that is over, with two replicas that look all the time, and with one that dies in the middle. */
@ExtendWith(StoresExtension.class)
class CashbackIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REFUSAL = " ... on Refusal { code message } }";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        Map<String, Object> settings = Map.of(
                "coffer.bonus.occasions.every", "100ms",
                "coffer.bonus.occasions.again", "200ms",
                "coffer.bonus.occasions.grace", "0s");
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, settings);
        other = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    private JsonNode ask(TestService at, String mutation, Map<String, Object> input, String selection, String token) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String query = "mutation($input: " + type + "!) { " + mutation + "(input: $input) " + selection + " }";
        JsonNode answer = at.ask(query, Map.of("input", input), token);
        assertThat(answer.path("errors")).as("%s", answer).isEmpty();
        return answer.at("/data/" + mutation);
    }

    /** @param more beside name and value, which is 5 euros where it says nothing else */
    private void publish(String code, String type, String trigger, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", type, "triggers", List.of(trigger)));
        content.put("value", Map.of("fixed", Map.of("amount", "5", "currency", "EUR")));
        content.putAll(more);
        String admin = tokens.user("adam", tenantId, "admin");
        ask(service, "saveBonusTemplate", Map.of("code", code, "content", content), "{ __typename" + REFUSAL, admin);
        ask(service, "publishBonusTemplate", Map.of("code", code, "version", 1), "{ __typename" + REFUSAL, admin);
    }

    private List<Document> awards() {
        return service.bean(MongoDatabase.class)
                .getCollection("awards")
                .find(Filters.eq("tenantId", tenantId))
                .into(new ArrayList<>());
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static Map<String, Object> cashback(String percent, String cap, String minimum) {
        return Map.of(
                "value",
                Map.of(
                        "percentage",
                        Map.of("percent", percent, "currency", "EUR", "cap", Map.of("amount", cap, "currency", "EUR"))),
                "eligibility",
                Map.of("amount", Map.of("min", Map.of("amount", minimum, "currency", "EUR"))),
                "play",
                Map.of("period", "DAY", "games", List.of("slots-*")));
    }

    private Document played(String userId, String gameId, long ownStaked, long ownWon) {
        return new Document("tenantId", tenantId)
                .append("period", "DAY:" + today().minusDays(1))
                .append("currency", "EUR")
                .append("userId", userId)
                .append("gameId", gameId)
                .append("bets", 3L)
                .append("staked", ownStaked + 500)
                .append("ownStaked", ownStaked)
                .append("ownWon", ownWon);
    }

    /** Of yesterday: player-0 lost 10.00 in one of the games, player-1 10.01 and so on, and other money elsewhere. */
    private void playedByMany(int players) {
        List<Document> sums = new ArrayList<>();
        for (int i = 0; i < players; i++) {
            sums.add(played("player-" + i, "slots-1", 2_000 + i, 900));
            sums.add(played("player-" + i, "slots-2", 0, 100));
            sums.add(played("player-" + i, "dice", 7_777, 0));
        }
        sums.add(played("winner", "slots-1", 1_000, 5_000));
        sums.add(played("small", "slots-1", 99, 0));
        sums.add(played("whale", "slots-1", 1_000_000, 0));
        service.bean(MongoDatabase.class).getCollection("play_sums").insertMany(sums);
    }

    /** As if the template had been there yesterday. */
    private void beginYesterday(String code) {
        service.bean(MongoDatabase.class)
                .getCollection("occasion_rounds")
                .insertOne(new Document("tenantId", tenantId)
                        .append("code", code)
                        .append("trigger", "LOSSES")
                        .append("from", today().minusDays(1).toString())
                        .append("day", today().minusDays(1).toString())
                        .append("after", "")
                        .append("tries", 0)
                        .append("failures", false)
                        .append("lease", "")
                        .append("leasedUntil", new Date(0))
                        .append("nextAt", new Date(0)));
    }

    private void assertPaidExactly(int players) {
        Map<String, Long> paid = new HashMap<>();
        awards().forEach(award -> assertThat(paid.put(award.getString("userId"), award.getLong("amountMinor")))
                .isNull());
        assertThat(paid).hasSize(players + 1).containsEntry("whale", 2_000L);
        for (int i = 0; i < players; i++) {
            assertThat(paid).containsEntry("player-" + i, (1_000L + i) / 10);
        }
    }

    @Test
    void a_day_that_is_over_gives_back_a_tenth_of_the_losses_once_with_minimum_and_cap() {
        playedByMany(120);
        beginYesterday("BACK-10");
        publish("BACK-10", "CASHBACK", "LOSSES", cashback("10", "20", "1"));
        await().atMost(PATIENCE).until(() -> awards().size() >= 121);
        await().atMost(PATIENCE)
                .until(() -> service.bean(MongoDatabase.class)
                                .getCollection("occasion_rounds")
                                .countDocuments(Filters.and(
                                        Filters.eq("tenantId", tenantId), Filters.eq("day", today().toString())))
                        == 1);
        assertPaidExactly(120);
    }

    /** Dies after it has given a batch and before it has kept that, as a process that is killed. */
    private record DiesBeforeKeeping(Rounds origin, int after, int[] kept) implements Rounds {

        @Override
        public @Nullable Round take(Round.Key key, LocalDate day, Instant now) {
            return origin.take(key, day, now);
        }

        @Override
        public boolean keep(Round round, Instant now) {
            if (kept[0]++ == after) {
                throw new IllegalStateException("killed");
            }
            return origin.keep(round, now);
        }

        @Override
        public void rest(Round round, Instant next) {
            origin.rest(round, next);
        }
    }

    private GoRounds goRounds(Rounds rounds, MutableClock clock) {
        return new GoRounds(
                rounds,
                service.bean(FindPlayers.class),
                RoundsFixture.giveBatch(service, clock),
                new Agenda(service.bean(Calendars.class), Duration.ofHours(1), Duration.ZERO),
                new Pace(50, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                clock);
    }

    @Test
    void whoever_goes_on_after_a_kill_gives_what_is_left_and_nothing_twice() {
        playedByMany(120);
        publish("BACK-11", "CASHBACK", "LOSSES", cashback("10", "20", "1"));
        Round.Key key = new Round.Key(tenantId, "BACK-11", Trigger.LOSSES);
        RunningTemplate template =
                Objects.requireNonNull(service.bean(RunningTemplates.class).find(tenantId, "BACK-11"));
        // Those that look all the time have their round of today; this one is of yesterday, under a code that they do
        // not know.
        Round.Key mine = new Round.Key(tenantId, "BACK-11-OF-YESTERDAY", key.trigger());
        beginYesterday(mine.code());
        MutableClock clock = MutableClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Rounds rounds = service.bean(Rounds.class);
        for (int died = 0; died < 2; died++) {
            GoRounds dying = goRounds(new DiesBeforeKeeping(rounds, died, new int[1]), clock);
            try {
                dying.go(mine, template, () -> false);
            } catch (IllegalStateException killed) {
                assertThat(killed).hasMessage("killed");
            }
            goRounds(rounds, clock).go(mine, template, () -> false);
            assertThat(awards()).as("the lease is still the dead one's").hasSizeLessThan(121);
            clock.advance(Rounds.LEASE.plusSeconds(1));
        }
        goRounds(rounds, clock).go(mine, template, () -> false);
        assertPaidExactly(120);
        clock.advance(Rounds.LEASE.plusSeconds(1));
        goRounds(rounds, clock).go(mine, template, () -> false);
        assertPaidExactly(120);
    }
}
