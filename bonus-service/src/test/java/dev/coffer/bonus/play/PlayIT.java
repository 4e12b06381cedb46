package dev.coffer.bonus.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.template.Period;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Bets by real events, heard by two replicas. */
@ExtendWith(StoresExtension.class)
class PlayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REFUSAL = "{ __typename ... on Refusal { code message } }";

    private static TestTokens tokens;
    private static TestEmitter payment;
    private static TestService service;
    private static TestService other;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private int bets;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(
                        new EventType<>(PlayEvent.Placed.TYPE, 1, PlayEvent.Placed.class),
                        new EventType<>(PlayEvent.Settled.TYPE, 1, PlayEvent.Settled.class),
                        new EventType<>(PlayEvent.RolledBack.TYPE, 1, PlayEvent.RolledBack.class)));
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        payment.close();
        tokens.close();
    }

    private void publish(String code, String type, String trigger, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", type, "triggers", List.of(trigger)));
        content.put("value", Map.of("fixed", Map.of("amount", "5", "currency", "EUR")));
        content.putAll(more);
        ask("saveBonusTemplate", Map.of("code", code, "content", content));
        ask("publishBonusTemplate", Map.of("code", code, "version", 1));
    }

    private void ask(String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        JsonNode answer = service.ask(
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) " + REFUSAL + " }",
                Map.of("input", input),
                tokens.user("adam", tenantId, "admin"));
        assertThat(answer.at("/data/" + mutation + "/__typename").asString()).isEqualTo("BonusTemplate");
    }

    private String walletOf(String userId) {
        return "wallet-" + tenantId + userId;
    }

    private String place(String userId, String game, String stake, String ofBonus) {
        String betId = "bet-" + bets++;
        tell(userId, new PlayEvent.Placed(betId, walletOf(userId), userId, game, stake, ofBonus, "EUR", null));
        return betId;
    }

    private void settle(String userId, String betId, String win, String ofBonus) {
        tell(userId, new PlayEvent.Settled(betId, walletOf(userId), win, ofBonus, true, "EUR"));
    }

    private void tell(String userId, PlayEvent event) {
        payment.tell(event, walletOf(userId), tenantId);
    }

    private long awards(String userId) {
        return service.bean(MongoDatabase.class)
                .getCollection("awards")
                .countDocuments(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("userId", userId)));
    }

    /** What is due by the template for today, by user, in minor units. */
    private Map<String, Long> due(String code, Trigger trigger) {
        RunningTemplate template =
                Objects.requireNonNull(service.bean(RunningTemplates.class).find(tenantId, code));
        Map<String, Long> due = new HashMap<>();
        other.bean(PeriodShares.class)
                .next(tenantId, template, trigger, LocalDate.now(ZoneOffset.UTC), "", 100)
                .forEach(share -> due.put(share.userId(), share.amount().minor()));
        return due;
    }

    @Test
    void losses_and_stakes_are_of_own_money_in_the_games_that_count_and_without_what_was_rolled_back() {
        Map<String, Object> share = Map.of(
                "percentage",
                Map.of("percent", "10", "currency", "EUR", "cap", Map.of("amount", "50", "currency", "EUR")));
        Map<String, Object> play = Map.of("period", "DAY", "games", List.of("acme-*"));
        publish("LOST", "CASHBACK", "LOSSES", Map.of("value", share, "play", play));
        publish("STAKED", "CASHBACK", "STAKES", Map.of("value", share, "play", Map.of("period", "DAY")));
        settle("ann", place("ann", "acme-1", "10.00", "4.00"), "3.00", "1.20");
        settle("ann", place("ann", "acme-2", "7.77", "0.00"), "0.00", "0.00");
        settle("ann", place("ann", "dice", "50.00", "0.00"), "0.00", "0.00");
        String back = place("ann", "acme-1", "99.00", "0.00");
        settle("ann", back, "0.00", "0.00");
        tell("ann", new PlayEvent.RolledBack(back, walletOf("ann")));
        settle("bob", place("bob", "acme-1", "1.00", "0.00"), "5.00", "0.00");
        place("bob", "acme-1", "70.00", "0.00");
        settle("zoe", place("zoe", "acme-1", "2.00", "0.00"), "0.00", "0.00");
        // 6.00 less 1.80, and 7.77; Bob has won.
        Map<String, Long> lost = Map.of("ann", 1_197L, "bob", -400L, "zoe", 200L);
        await().atMost(PATIENCE).until(() -> due("LOST", Trigger.LOSSES).equals(lost));
        payment.replay(PlayEvent.Placed.TYPE, tenantId, "bonus-play");
        payment.replay(PlayEvent.Settled.TYPE, tenantId, "bonus-play");
        settle("zoe", place("zoe", "acme-1", "1.00", "0.00"), "0.00", "0.00");
        await().atMost(PATIENCE).until(() -> due("LOST", Trigger.LOSSES).getOrDefault("zoe", 0L) == 300);
        assertThat(due("LOST", Trigger.LOSSES)).containsEntry("ann", 1_197L).containsEntry("bob", -400L);
        assertThat(due("STAKED", Trigger.STAKES))
                .isEqualTo(Map.of("ann", 600L + 777L + 5_000L, "bob", 100L, "zoe", 300L));
    }

    @Test
    void a_target_that_is_reached_gives_its_bonus_once_in_a_period() {
        publish(
                "FIVE",
                "TASK_COMPLETION",
                "PLAY",
                Map.of(
                        "play",
                        Map.of("period", "DAY", "bets", 5, "staked", Map.of("amount", "10", "currency", "EUR"))));
        for (int i = 0; i < 4; i++) {
            settle("four", place("four", "dice", "9.00", "9.00"), "0.00", "0.00");
            settle("five", place("five", "dice", "2.00", "1.00"), "0.00", "0.00");
            settle("cheap", place("cheap", "dice", "0.10", "0.00"), "0.00", "0.00");
        }
        settle("cheap", place("cheap", "dice", "0.10", "0.00"), "0.00", "0.00");
        for (int i = 0; i < 20; i++) {
            settle("five", place("five", "dice", "2.00", "1.00"), "0.00", "0.00");
        }
        await().atMost(PATIENCE).until(() -> awards("five") == 1);
        settle("four", place("four", "dice", "9.00", "9.00"), "0.00", "0.00");
        await().atMost(PATIENCE).until(() -> awards("four") == 1);
        assertThat(awards("five")).isEqualTo(1);
        assertThat(awards("cheap")).isZero();
    }

    @Test
    void where_no_template_asks_nothing_is_kept() {
        publish("ONLY-DAYS", "TASK_COMPLETION", "PLAY", Map.of("play", Map.of("period", "DAY", "bets", 1)));
        settle("ann", place("ann", "dice", "1.00", "0.00"), "0.00", "0.00");
        await().atMost(PATIENCE).until(() -> awards("ann") == 1);
        assertThat(service.bean(MongoDatabase.class)
                        .getCollection("play_sums")
                        .distinct("period", Filters.eq("tenantId", tenantId), String.class))
                .containsExactly(Period.DAY.label(LocalDate.now(ZoneOffset.UTC)));
        String elsewhere = "elsewhere-" + tenantId;
        String wallet = "wallet-" + elsewhere;
        payment.tell(
                new PlayEvent.Placed("bet", wallet, "ann", "dice", "1.00", "0.00", "EUR", null), wallet, elsewhere);
        payment.tell(new PlayEvent.Settled("bet", wallet, "0.00", "0.00", true, "EUR"), wallet, elsewhere);
        settle("last", place("last", "dice", "1.00", "0.00"), "0.00", "0.00");
        await().atMost(PATIENCE).until(() -> awards("last") == 1);
        assertThat(service.bean(MongoDatabase.class)
                        .getCollection("played_bets")
                        .countDocuments(Filters.eq("tenantId", elsewhere)))
                .isZero();
    }
}
