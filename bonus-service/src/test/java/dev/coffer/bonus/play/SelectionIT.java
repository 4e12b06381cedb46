package dev.coffer.bonus.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.selection.SelectionInput;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Bonuses for what was chosen, by real events of bets and purchases, at two replicas. */
@ExtendWith(StoresExtension.class)
class SelectionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestTokens tokens;
    private static TestEmitter payment;
    private static TestService service;
    private static TestService other;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    record Purchased(
            String transferId,
            String userId,
            String amount,
            String currency,
            String at,
            @Nullable List<SelectionInput> selections) {}

    record Settled(
            String betId,
            String walletId,
            String gameId,
            String win,
            String bonusWin,
            boolean closed,
            String currency) {}

    /** What payment-service tells of a bonus whose money is in the wallet. */
    record Credited(String awardId, String walletId, String userId, String amount, String currency, String pocket) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(
                        new EventType<>(PlayEvent.Placed.TYPE, 1, PlayEvent.Placed.class),
                        new EventType<>(PlayEvent.Settled.TYPE, 1, Settled.class),
                        new EventType<>(PlayEvent.RolledBack.TYPE, 1, PlayEvent.RolledBack.class),
                        new EventType<>("wallet.bonus.credited", 1, Credited.class),
                        new EventType<>("wallet.purchase.completed", 1, Purchased.class)));
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

    private static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private void publish(String code, String type, String trigger, Map<String, Object> rule, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", type, "triggers", List.of(trigger)));
        content.put("value", Map.of("fixed", money("5")));
        content.put("selection", rule);
        content.put("wagering", Map.of("times", "50"));
        content.put("validForDays", 30);
        content.putAll(more);
        for (Map.Entry<String, Map<String, Object>> step : List.of(
                Map.entry("saveBonusTemplate", Map.<String, Object>of("code", code, "content", content)),
                Map.entry("publishBonusTemplate", Map.<String, Object>of("code", code, "version", 1)))) {
            String mutation = step.getKey();
            String input = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
            JsonNode answer = service.ask(
                    "mutation($input: " + input + "!) { " + mutation
                            + "(input: $input) { __typename ... on Refusal { code message } } }",
                    Map.of("input", step.getValue()),
                    tokens.user("adam", tenantId, "admin"));
            assertThat(answer.at("/data/" + mutation + "/__typename").asString())
                    .as("%s", answer)
                    .isEqualTo("BonusTemplate");
        }
    }

    private static SelectionInput chosen(String id, String odds) {
        return new SelectionInput(id, "football", odds);
    }

    private static List<SelectionInput> three() {
        return List.of(chosen("m1:home", "1.85"), chosen("m2:away", "2.3"), chosen("m3:draw", "1.5"));
    }

    private String walletOf(String userId) {
        return "wallet-" + tenantId + userId;
    }

    private void place(String userId, String betId, @Nullable List<SelectionInput> selections) {
        tell(
                userId,
                new PlayEvent.Placed(betId, walletOf(userId), userId, "sports", "10.00", "0.00", "EUR", selections));
    }

    private void settle(String userId, String betId) {
        tell(userId, new Settled(betId, walletOf(userId), "sports", "0.00", "0.00", true, "EUR"));
    }

    private void rollBack(String userId, String betId) {
        tell(userId, new PlayEvent.RolledBack(betId, walletOf(userId)));
    }

    private void tell(String userId, Object event) {
        payment.tell(event, walletOf(userId), tenantId);
    }

    private List<Document> awards(String userId) {
        return service.bean(MongoDatabase.class)
                .getCollection("awards")
                .find(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("userId", userId)))
                .into(new ArrayList<>());
    }

    private List<String> states(String userId) {
        return awards(userId).stream().map(award -> award.getString("state")).toList();
    }

    private static Map<String, Object> combo() {
        return Map.of(
                "minCount", 3, "minValue", "1.5", "combination", "PRODUCT", "minTotal", "6.3825", "isDistinct", true);
    }

    @Test
    void a_bet_gives_its_bonus_once_by_what_was_chosen_when_it_is_settled_and_not_before() {
        publish("COMBO", "COMBO", "BET", combo(), Map.of());
        place("ann", "bet:1", three());
        place("ann", "bet-low", List.of(chosen("a", "1.49"), chosen("b", "9"), chosen("c", "9")));
        place("ann", "bet-twice", List.of(chosen("a", "2"), chosen("a", "9"), chosen("c", "9")));
        place("ann", "bet-none", null);
        for (String bet : List.of("bet-low", "bet-twice", "bet-none")) {
            settle("ann", bet);
        }
        place("zoe", "bet-z", three());
        settle("zoe", "bet-z");
        await().atMost(PATIENCE).until(() -> states("zoe").size() == 1);
        assertThat(awards("ann")).as("nothing before the bet is over").isEmpty();
        settle("ann", "bet:1");
        await().atMost(PATIENCE).until(() -> states("ann").size() == 1);
        payment.replay(PlayEvent.Placed.TYPE, tenantId, "bonus-play");
        payment.replay(PlayEvent.Settled.TYPE, tenantId, "bonus-play");
        place("ann", "bet-2", three());
        settle("ann", "bet-2");
        await().atMost(PATIENCE).until(() -> states("ann").size() == 2);
        assertThat(awards("ann"))
                .extracting(award -> award.getString("key"))
                .containsExactlyInAnyOrder("bet:bet:1:COMBO", "bet:bet-2:COMBO");
    }

    @Test
    void a_rollback_takes_the_bonus_back_wherever_it_stands_and_only_that_bets() {
        publish("COMBO", "COMBO", "BET", combo(), Map.of());
        publish("ASKED", "COMBO", "BET", Map.of("minCount", 1, "maxCount", 1), Map.of("approvalAbove", money("1")));
        for (String bet : List.of("kept", "open", "on-its-way")) {
            place("bob", bet, three());
            settle("bob", bet);
        }
        place("bob", "waits", List.of(chosen("m1", "2")));
        settle("bob", "waits");
        await().atMost(PATIENCE).until(() -> awards("bob").size() == 4);
        credit("bob", "open");
        await().atMost(PATIENCE).until(() -> states("bob").contains("ACTIVE"));
        for (String bet : List.of("open", "on-its-way", "waits")) {
            rollBack("bob", bet);
        }
        await().atMost(PATIENCE).until(() -> state("bob", "open").equals("LOCKED"));
        await().atMost(PATIENCE).until(() -> state("bob", "waits").equals("CANCELLED"));
        await().atMost(PATIENCE).until(() -> awardOf("bob", "on-its-way").getString("recall") != null);
        assertThat(state("bob", "kept")).isEqualTo("PENDING");
        credit("bob", "on-its-way");
        credit("bob", "kept");
        await().atMost(PATIENCE).until(() -> state("bob", "kept").equals("ACTIVE"));
        assertThat(state("bob", "on-its-way")).isEqualTo("LOCKED");
        assertThat(awardOf("bob", "on-its-way").getString("ending")).isEqualTo("CANCELLED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(new ToldEvents(service).typesOf(tenantId, "bob"))
                        .filteredOn("bonus.closing"::equals)
                        .hasSize(2));
        payment.replay(PlayEvent.RolledBack.TYPE, tenantId, "bonus-play");
        place("bob", "last", three());
        settle("bob", "last");
        await().atMost(PATIENCE).until(() -> awards("bob").size() == 5);
        assertThat(state("bob", "kept")).isIn("ACTIVE", "IN_PROGRESS");
    }

    @Test
    void a_rollback_takes_back_also_where_the_template_is_paused_meanwhile() {
        publish("COMBO", "COMBO", "BET", combo(), Map.of());
        place("eve", "bet", three());
        settle("eve", "bet");
        await().atMost(PATIENCE).until(() -> awards("eve").size() == 1);
        service.ask(
                "mutation { pauseBonusTemplate(input: { code: \"COMBO\" }) { __typename } }",
                Map.of(),
                tokens.user("adam", tenantId, "admin"));
        rollBack("eve", "bet");
        await().atMost(PATIENCE).until(() -> awardOf("eve", "bet").getString("recall") != null);
    }

    @Test
    void a_purchase_gives_its_bonus_by_what_was_bought() {
        publish(
                "BUNDLE",
                "BUNDLE",
                "PURCHASE",
                Map.of("minCount", 2, "combination", "SUM", "minTotal", "30"),
                Map.of());
        String at = "2026-11-22T10:00:00Z";
        tell("cid", new Purchased("t-1", "cid", "29.99", "EUR", at, List.of(chosen("a", "15"), chosen("b", "14.99"))));
        tell("cid", new Purchased("t-2", "cid", "30.00", "EUR", at, null));
        tell("cid", new Purchased("t-3", "cid", "30.00", "EUR", at, List.of(chosen("a", "15"), chosen("b", "15"))));
        await().atMost(PATIENCE).until(() -> awards("cid").size() == 1);
        payment.replay("wallet.purchase.completed", tenantId, "bonus-payments");
        tell("cid", new Purchased("t-4", "cid", "30.00", "EUR", at, List.of(chosen("a", "15"), chosen("b", "15.5"))));
        await().atMost(PATIENCE).until(() -> awards("cid").size() == 2);
        assertThat(awards("cid"))
                .extracting(award -> award.getString("key"))
                .containsExactlyInAnyOrder("purchase:t-3:BUNDLE", "purchase:t-4:BUNDLE");
    }

    private Document awardOf(String userId, String betId) {
        return awards(userId).stream()
                .filter(award -> award.getString("key").startsWith("bet:" + betId + ":"))
                .findFirst()
                .orElseThrow();
    }

    private String state(String userId, String betId) {
        return awardOf(userId, betId).getString("state");
    }

    private void credit(String userId, String betId) {
        String awardId = awardOf(userId, betId).getString("_id");
        tell(userId, new Credited(awardId, walletOf(userId), userId, "5.00", "EUR", "BONUS"));
    }
}
