package dev.coffer.bonus.occasion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
}
