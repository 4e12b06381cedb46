package dev.coffer.bonus.occasion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.play.PeriodShares;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Occasions of the clock with two replicas that look all the time, and with one that dies in the middle. */
@ExtendWith(StoresExtension.class)
class OccasionIT {

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

    private void save(Player player) {
        service.bean(Transactions.class).run(unit -> {
            service.bean(Players.class).hold(unit, tenantId, player.userId());
            service.bean(Players.class).save(unit, player);
        });
    }

    private Player unknown(String userId) {
        return Player.unknown(tenantId, userId);
    }

    private List<Document> awards(@Nullable String userId) {
        return service.bean(MongoDatabase.class)
                .getCollection("awards")
                .find(Filters.and(
                        Filters.eq("tenantId", tenantId),
                        userId == null ? Filters.empty() : Filters.eq("userId", userId)))
                .into(new ArrayList<>());
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /** Both replicas have looked this often more at the template's occasions. */
    private void awaitMoreLooks(String code) {
        for (int look = 0; look < 4; look++) {
            Object before = nextAt(code);
            await().atMost(PATIENCE).until(() -> !before.equals(nextAt(code)));
        }
    }

    private Object nextAt(String code) {
        Document round = service.bean(MongoDatabase.class)
                .getCollection("occasion_rounds")
                .find(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("code", code)))
                .first();
        return round == null ? "none" : Objects.requireNonNull(round.get("nextAt"));
    }

    @Test
    void a_birthday_gives_its_bonus_once_to_whom_it_is_and_to_nobody_else() {
        save(unknown("born").described(null, List.of(), MonthDay.from(today())));
        save(unknown("other").described(null, List.of(), MonthDay.from(today().plusDays(2))));
        publish("BIRTHDAY-1", "BIRTHDAY", "BIRTHDAY", Map.of("limits", Map.of("coolDownHours", 7_200)));
        await().atMost(PATIENCE).until(() -> awards("born").size() == 1);
        awaitMoreLooks("BIRTHDAY-1");
        assertThat(awards(null)).hasSize(1);
        assertThat(awards("born").getFirst().getString("key"))
                .isEqualTo("birthday:born:" + today().getYear() + ":BIRTHDAY-1");
    }

    @Test
    void a_birthday_that_is_told_on_the_day_counts_on_it() {
        publish("BIRTHDAY-2", "BIRTHDAY", "BIRTHDAY", Map.of("limits", Map.of("perUser", 1)));
        awaitMoreLooks("BIRTHDAY-2");
        ask(
                other,
                "saveBonusPlayer",
                Map.of(
                        "userId",
                        "late",
                        "segments",
                        List.of(),
                        "birthday",
                        MonthDay.from(today()).toString().substring(2)),
                "{ __typename ... on BonusPlayer { birthday }" + REFUSAL,
                tokens.user("adam", tenantId, "admin"));
        await().atMost(PATIENCE).until(() -> awards("late").size() == 1);
    }

    @Test
    void who_registered_on_this_day_of_an_earlier_year_gets_the_bonus_of_the_year() {
        Instant thisMorning = today().atStartOfDay().toInstant(ZoneOffset.UTC);
        save(unknown("three").registered(today().minusYears(3).atTime(23, 59).toInstant(ZoneOffset.UTC)));
        save(unknown("new").registered(thisMorning));
        save(unknown("off").registered(thisMorning.minus(100, ChronoUnit.DAYS)));
        publish("YEARS", "ANNIVERSARY", "ANNIVERSARY", Map.of("limits", Map.of("coolDownHours", 7_200)));
        await().atMost(PATIENCE).until(() -> awards("three").size() == 1);
        awaitMoreLooks("YEARS");
        assertThat(awards(null)).hasSize(1);
    }

    @Test
    void who_stays_away_is_given_a_bonus_once_for_each_absence() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        save(unknown("away").deposited(eur(1_000), now.minus(40, ChronoUnit.DAYS)));
        save(unknown("here").deposited(eur(1_000), now.minus(2, ChronoUnit.DAYS)));
        publish("COME-BACK", "WINBACK", "IDLE", Map.of("eligibility", Map.of("idleForDays", 30)));
        await().atMost(PATIENCE).until(() -> awards("away").size() == 1);
        awaitMoreLooks("COME-BACK");
        assertThat(awards(null)).hasSize(1);
        save(unknown("away")
                .deposited(eur(1_000), now.minus(30, ChronoUnit.DAYS).minusSeconds(1)));
        await().atMost(PATIENCE).until(() -> awards("away").size() == 2);
    }

    private static Money eur(long minor) {
        return new Money(minor, Currencies.builtIn().get("EUR"));
    }

    @Test
    void a_schedule_that_has_begun_gives_its_bonus_to_every_player_once() {
        for (int i = 0; i < 60; i++) {
            save(unknown("player-" + i));
        }
        publish(
                "SEASON",
                "SEASONAL",
                "SCHEDULE",
                Map.of(
                        "schedule",
                        Map.of("until", Instant.now().plusSeconds(3_600).toString())));
        await().atMost(PATIENCE).until(() -> awards(null).size() == 60);
        assertThat(awards(null)).extracting(award -> award.getString("userId")).doesNotHaveDuplicates();
    }

    @Test
    void six_check_ins_of_a_day_at_once_are_one_and_every_seventh_day_is_worth_more() throws Exception {
        save(unknown("daily").visited(new Player.Visits(today().minusDays(1), 6, "yesterday")));
        publish("DAILY", "DAILY_LOGIN", "CHECK_IN", Map.of("limits", Map.of("coolDownHours", 20)));
        publish("WEEKLY", "STREAK", "CHECK_IN", Map.of("limits", Map.of("coolDownHours", 20), "streakDays", 7));
        List<Callable<JsonNode>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String key = "key-" + i;
            TestService at = i % 2 == 0 ? service : other;
            calls.add(() -> checkIn(at, "daily", key));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
            for (Future<JsonNode> answer : pool.invokeAll(calls)) {
                assertThat(answer.get().at("/daysInARow").asInt()).isEqualTo(7);
                assertThat(answer.get().at("/bonuses")).hasSize(2);
            }
        }
        assertThat(awards("daily")).hasSize(2);
        JsonNode first = checkIn(service, "fresh", "key");
        assertThat(first.at("/daysInARow").asInt()).isEqualTo(1);
        assertThat(first.at("/bonuses")).hasSize(1);
        JsonNode why = service.ask(
                "{ explainBonus(templateCode: \"WEEKLY\") { whyNot { reason words } } }",
                tokens.user("fresh", tenantId, "user"));
        assertThat(why.at("/data/explainBonus/whyNot/0/reason").asString()).isEqualTo("STREAK");
    }

    private JsonNode checkIn(TestService at, String userId, String key) {
        return ask(
                at,
                "checkIn",
                Map.of("idempotencyKey", key),
                "{ __typename ... on CheckIn { day daysInARow bonuses { id } }" + REFUSAL,
                tokens.user(userId, tenantId, "user"));
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
        awards(null)
                .forEach(award -> assertThat(paid.put(award.getString("userId"), award.getLong("amountMinor")))
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
        await().atMost(PATIENCE).until(() -> awards(null).size() >= 121);
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
        Calendars calendars = service.bean(Calendars.class);
        Players players = service.bean(Players.class);
        return new GoRounds(
                rounds,
                new FindPlayers(players, service.bean(PeriodShares.class), calendars),
                new Agenda(calendars, Duration.ofHours(1), Duration.ZERO),
                players,
                service.bean(GiveOffers.class),
                service.bean(Transactions.class),
                clock,
                new SimpleMeterRegistry());
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
            assertThat(awards(null)).as("the lease is still the dead one's").hasSizeLessThan(121);
            clock.advance(Rounds.LEASE.plusSeconds(1));
        }
        goRounds(rounds, clock).go(mine, template, () -> false);
        assertPaidExactly(120);
        clock.advance(Rounds.LEASE.plusSeconds(1));
        goRounds(rounds, clock).go(mine, template, () -> false);
        assertPaidExactly(120);
    }
}
