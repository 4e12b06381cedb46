package dev.coffer.bonus.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Points by real events, with two replicas. */
@ExtendWith(StoresExtension.class)
class LoyaltyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REFUSAL = " ... on Refusal { code message } }";

    private static TestTokens tokens;
    private static TestEmitter payment;
    private static TestService service;
    private static TestService other;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    record Placed(
            String betId,
            String walletId,
            String userId,
            String gameId,
            String stake,
            String bonusStake,
            String currency) {}

    record Settled(String betId, String walletId, String win, String bonusWin, boolean closed, String currency) {}

    record RolledBack(String betId, String walletId) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(
                        new EventType<>("wallet.bet.placed", 1, Placed.class),
                        new EventType<>("wallet.bet.settled", 1, Settled.class),
                        new EventType<>("wallet.bet.rolled-back", 1, RolledBack.class)));
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

    /** A point for each euro, ten on slots; silver at 100. */
    @BeforeEach
    void pointsForStakes() {
        SettingScope scope = new SettingScope(LoyaltySettings.KEY, tenantId);
        await().atMost(PATIENCE)
                .until(() -> service.bean(ChangeSettings.class)
                                .set(
                                        new ChangeSettings.Intent(scope, 0, "somebody", "for a test"),
                                        new HashMap<>(Map.of(
                                                "points", "default=1, slots=10", "tiers", "silver=100, gold=1000")))
                        instanceof SettingResult.Changed);
        for (TestService one : List.of(service, other)) {
            await().atMost(PATIENCE).until(() -> one.bean(EarnPoints.class).isOn(tenantId));
        }
    }

    private void bet(String userId, String betId, String game, String stake, String ofBonus) {
        String wallet = wallet(userId);
        payment.tell(new Placed(betId, wallet, userId, game, stake, ofBonus, "EUR"), wallet, tenantId);
        payment.tell(new Settled(betId, wallet, "0.00", "0.00", true, "EUR"), wallet, tenantId);
    }

    private String wallet(String userId) {
        return "wallet-" + tenantId + userId;
    }

    private JsonNode loyalty(String userId) {
        return other.ask(
                        "{ loyalty { points earned tier nextTier toNextTier entries(first: 50) { nodes { kind points"
                                + " balance } } } }",
                        tokens.user(userId, tenantId, "user"))
                .at("/data/loyalty");
    }

    private void awaitPoints(String userId, int points) {
        await().atMost(PATIENCE).until(() -> loyalty(userId).at("/points").asInt() == points);
    }

    private JsonNode ask(TestService at, String mutation, Map<String, Object> input, String token) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String more = mutation.equals("redeemPoints") ? " ... on Bonus { id }" : "";
        JsonNode answer = at.ask(
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename" + more + REFUSAL
                        + " }",
                Map.of("input", input),
                token);
        assertThat(answer.path("errors")).as("%s", answer).isEmpty();
        return answer.at("/data/" + mutation);
    }

    private void publish(String code, String type, String trigger, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", type, "triggers", List.of(trigger)));
        content.put("value", Map.of("fixed", Map.of("amount", "5", "currency", "EUR")));
        content.putAll(more);
        String admin = tokens.user("adam", tenantId, "admin");
        ask(service, "saveBonusTemplate", Map.of("code", code, "content", content), admin);
        ask(service, "publishBonusTemplate", Map.of("code", code, "version", 1), admin);
    }

    private JsonNode redeem(TestService at, String userId, String code, String key) {
        return ask(
                at,
                "redeemPoints",
                Map.of("templateCode", code, "idempotencyKey", key),
                tokens.user(userId, tenantId, "user"));
    }

    private long awards(String userId) {
        return service.bean(MongoDatabase.class)
                .getCollection("awards")
                .countDocuments(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("userId", userId)));
    }

    private JsonNode check(String userId) {
        return service.ask(
                        "query($id: ID!) { pointsCheck(userId: $id) { entries problem } }",
                        Map.of("id", userId),
                        tokens.user("olga", tenantId, "operator"))
                .at("/data/pointsCheck");
    }

    @Test
    void stakes_of_own_money_earn_points_once_by_product_and_a_rollback_takes_them_back() {
        publish("SILVER", "TIER_UPGRADE", "LOYALTY_TIER", Map.of());
        bet("ann", "bet-1", "dice", "12.90", "3.00");
        bet("ann", "bet-2", "slots-7", "4.55", "0.00");
        awaitPoints("ann", 54);
        payment.replay("wallet.bet.placed", tenantId, "bonus-play");
        payment.replay("wallet.bet.settled", tenantId, "bonus-play");
        bet("ann", "bet-3", "slots-7", "5.00", "0.00");
        awaitPoints("ann", 104);
        assertThat(loyalty("ann").at("/tier").asString()).isEqualTo("silver");
        assertThat(loyalty("ann").at("/toNextTier").asInt()).isEqualTo(896);
        await().atMost(PATIENCE).until(() -> awards("ann") == 1);
        payment.tell(new RolledBack("bet-3", wallet("ann")), wallet("ann"), tenantId);
        awaitPoints("ann", 54);
        assertThat(loyalty("ann").at("/tier").isNull()).isTrue();
        bet("ann", "bet-4", "slots-7", "5.00", "0.00");
        awaitPoints("ann", 104);
        assertThat(awards("ann"))
                .as("the tier of a month is worth its bonus once")
                .isEqualTo(1);
        assertThat(check("ann").at("/problem").isNull()).isTrue();
        assertThat(check("ann").at("/entries").asInt()).isEqualTo(5);
    }

    @Test
    void of_many_who_redeem_at_once_as_many_get_it_as_there_are_points_for() throws Exception {
        publish("FIVE-FOR-30", "LOYALTY", "POINTS", Map.of("pricePoints", 30));
        bet("bob", "bet-1", "dice", "100.00", "0.00");
        awaitPoints("bob", 100);
        List<Callable<JsonNode>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String key = "key-" + i / 2;
            TestService at = i % 2 == 0 ? service : other;
            calls.add(() -> redeem(at, "bob", "FIVE-FOR-30", key));
        }
        List<JsonNode> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
            for (Future<JsonNode> answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers)
                .filteredOn(answer -> answer.at("/code").asString("").equals("POINTS_NOT_ENOUGH"))
                .hasSize(2);
        assertThat(answers)
                .extracting(answer -> answer.at("/id").asString(""))
                .filteredOn(id -> !id.isEmpty())
                .hasSize(6);
        assertThat(awards("bob")).isEqualTo(3);
        assertThat(loyalty("bob").at("/points").asInt()).isEqualTo(10);
        payment.tell(new RolledBack("bet-1", wallet("bob")), wallet("bob"), tenantId);
        awaitPoints("bob", 0);
        assertThat(check("bob").at("/problem").isNull()).isTrue();
        assertThat(redeem(service, "nobody", "FIVE-FOR-30", "key").at("/code").asString())
                .isEqualTo("POINTS_NOT_ENOUGH");
        publish("NOT-FOR-POINTS", "CUSTOM", "CLAIM", Map.of());
        assertThat(redeem(service, "bob", "NOT-FOR-POINTS", "key").at("/code").asString())
                .isEqualTo("POINTS_NOT_REDEEMABLE");
    }

    @Test
    void a_key_that_bought_one_bonus_buys_no_other_also_where_both_are_asked_for_at_once() throws Exception {
        publish("ONE", "LOYALTY", "POINTS", Map.of("pricePoints", 30));
        publish("OTHER", "LOYALTY", "POINTS", Map.of("pricePoints", 20));
        bet("dan", "bet-1", "dice", "100.00", "0.00");
        awaitPoints("dan", 100);
        String first = redeem(service, "dan", "ONE", "a:key").at("/id").asString();
        assertThat(redeem(other, "dan", "OTHER", "a:key").at("/code").asString())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(redeem(other, "dan", "ONE", "a:key").at("/id").asString()).isEqualTo(first);
        assertThat(redeem(other, "dan", "OTHER", "a").at("/id").asString()).isNotEmpty();
        awaitPoints("dan", 50);
        List<Callable<JsonNode>> calls =
                List.of(() -> redeem(service, "dan", "ONE", "raced"), () -> redeem(other, "dan", "OTHER", "raced"));
        List<String> codes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
            for (Future<JsonNode> answer : pool.invokeAll(calls)) {
                codes.add(answer.get().at("/code").asString(""));
            }
        }
        assertThat(codes).containsExactlyInAnyOrder("", "IDEMPOTENCY_KEY_REUSED");
        assertThat(awards("dan")).isEqualTo(3);
        assertThat(check("dan").at("/problem").isNull()).isTrue();
    }

    @Test
    void a_bonus_that_the_player_may_not_have_costs_nothing_and_a_changed_entry_is_named() {
        publish(
                "CHOSEN",
                "LOYALTY",
                "POINTS",
                Map.of("pricePoints", 30, "eligibility", Map.of("segmentIn", List.of("chosen"))));
        bet("cid", "bet-1", "dice", "40.00", "0.00");
        bet("cid", "bet-2", "dice", "41.00", "0.00");
        awaitPoints("cid", 81);
        assertThat(redeem(service, "cid", "CHOSEN", "key").at("/code").asString())
                .isEqualTo("POINTS_NOT_REDEEMABLE");
        assertThat(loyalty("cid").at("/points").asInt()).isEqualTo(81);
        service.bean(MongoDatabase.class)
                .getCollection("point_entries")
                .updateOne(
                        Filters.and(
                                Filters.eq("tenantId", tenantId), Filters.eq("userId", "cid"), Filters.eq("seq", 2L)),
                        Updates.set("points", 42L));
        assertThat(check("cid").at("/problem").asString()).isEqualTo("After entry 2 the balance is 81, not 82.");
    }
}
