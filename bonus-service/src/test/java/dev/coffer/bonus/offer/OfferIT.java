package dev.coffer.bonus.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class OfferIT {

    private static final String REFUSAL = " ... on Refusal { code message retryAfterSeconds } }";
    private static final String ANSWER = " { __typename ... on Bonus { id }" + REFUSAL;

    private static TestTokens tokens;
    private static TestEmitter payment;
    private static TestService service;

    record Deposit(String transferId, String userId, String amount, String currency, Instant at) {}

    @BeforeAll
    static void start(@FreshDatabase String database, @FreshDatabase String emitter) {
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment", emitter, List.of(new EventType<>("wallet.deposit.completed", 1, Deposit.class)));
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        payment.close();
        tokens.close();
    }

    private static JsonNode ask(String mutation, Map<String, Object> input, String token) {
        return ask(mutation, input, ANSWER, token);
    }

    private static JsonNode ask(String mutation, Map<String, Object> input, String selection, String token) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String query = "mutation($input: " + type + "!) { " + mutation + "(input: $input)" + selection + " }";
        JsonNode answer = service.ask(query, Map.of("input", input), token);
        assertThat(answer.path("errors")).as("%s", answer).isEmpty();
        return answer.at("/data/" + mutation);
    }

    /** @param more beside name and value, which is 5 euros where it says nothing else */
    private static void publish(String code, String type, String trigger, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", type, "triggers", List.of(trigger)));
        content.put("value", Map.of("fixed", Map.of("amount", "5", "currency", "EUR")));
        content.putAll(more);
        String admin = tokens.user("adam", "main", "admin");
        ask("saveBonusTemplate", Map.of("code", code, "content", content), " { __typename" + REFUSAL, admin);
        ask("publishBonusTemplate", Map.of("code", code, "version", 1), " { __typename" + REFUSAL, admin);
    }

    private static JsonNode claim(String code, String userId, String key) {
        return ask("claimBonus", Map.of("templateCode", code, "idempotencyKey", key), tokens.user(userId));
    }

    private static JsonNode enter(String promoCode, String userId, String key) {
        return ask("enterPromoCode", Map.of("promoCode", promoCode, "idempotencyKey", key), tokens.user(userId));
    }

    private static List<Document> awards(String userId) {
        return service.bean(MongoDatabase.class)
                .getCollection("awards")
                .find(Filters.eq("userId", userId))
                .into(new ArrayList<>());
    }

    private static List<JsonNode> atOnce(List<Callable<JsonNode>> calls) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
            List<JsonNode> answers = new ArrayList<>();
            for (Future<JsonNode> answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static void deposit(String transferId, String userId, String amount) {
        payment.tell(
                new Deposit(transferId, userId, amount, "EUR", Instant.parse("2026-11-22T12:00:00Z")), userId, "main");
    }

    private static JsonNode player(String userId) {
        return service.ask(
                        "query($id: ID!) { bonusPlayer(userId: $id) { deposits deposited { amount } segments country }"
                                + " }",
                        Map.of("id", userId),
                        tokens.user("olga", "main", "operator"))
                .at("/data/bonusPlayer");
    }

    @Test
    void a_deposit_that_is_told_twice_counts_once_and_gives_one_award_of_the_exact_share() {
        publish(
                "MATCH-1",
                "TOP_UP",
                "DEPOSIT",
                Map.of(
                        "value",
                        Map.of(
                                "percentage",
                                Map.of(
                                        "percent",
                                        "33.33",
                                        "currency",
                                        "EUR",
                                        "cap",
                                        Map.of("amount", "100", "currency", "EUR"))),
                        "eligibility",
                        Map.of("segmentIn", List.of("matched"))));
        ask(
                "saveBonusPlayer",
                Map.of("userId", "dora", "segments", List.of("matched")),
                " { __typename" + REFUSAL,
                tokens.user("adam", "main", "admin"));
        deposit("transfer-1", "dora", "10.01");
        deposit("transfer-1", "dora", "10.01");
        deposit("transfer-2", "dora", "20.00");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> player("dora").at("/deposits").asInt() == 2);
        payment.replay("wallet.deposit.completed", "main", "bonus-payments");
        deposit("transfer-3", "dora", "0.01");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> player("dora").at("/deposits").asInt() == 3);

        assertThat(player("dora").at("/deposited/0/amount").asString()).isEqualTo("30.02");
        assertThat(player("dora").at("/segments/0").asString()).isEqualTo("matched");
        assertThat(awards("dora"))
                .extracting(award -> award.getLong("amountMinor"))
                .containsExactlyInAnyOrder(333L, 666L);
    }

    @Test
    void of_ten_who_race_for_a_budget_of_three_three_get_it() throws Exception {
        publish(
                "RACE-1",
                "CUSTOM",
                "CLAIM",
                Map.of("budget", Map.of("total", Map.of("amount", "15", "currency", "EUR"))));
        List<Callable<JsonNode>> claims = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String userId = "racer-" + i;
            claims.add(() -> claim("RACE-1", userId, "key"));
        }
        List<JsonNode> answers = atOnce(claims);
        assertThat(answers)
                .filteredOn(answer -> answer.at("/__typename").asString().equals("Bonus"))
                .hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.at("/code").asString().equals("BONUS_BUDGET_SPENT"))
                .hasSize(7);
    }

    @Test
    void a_player_who_claims_at_once_gets_it_as_often_as_the_limit_says_and_a_repeat_answers_the_first_answer()
            throws Exception {
        publish("ONCE-1", "CUSTOM", "CLAIM", Map.of("limits", Map.of("perUser", 1)));
        List<Callable<JsonNode>> claims = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String key = "key-" + i;
            claims.add(() -> claim("ONCE-1", "carl", key));
        }
        List<JsonNode> answers = atOnce(claims);
        assertThat(awards("carl")).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.at("/code").asString().equals("BONUS_NOT_ELIGIBLE"))
                .hasSize(5);
        claims.clear();
        for (int i = 0; i < 6; i++) {
            claims.add(() -> claim("ONCE-1", "cora", "the-same"));
        }
        assertThat(atOnce(claims))
                .extracting(answer -> answer.at("/id").asString())
                .containsOnly(awards("cora").getFirst().getString("_id"));
        assertThat(awards("cora")).hasSize(1);
    }

    @Test
    void who_enters_codes_that_there_are_not_is_not_heard_for_a_while_and_others_are() {
        publish("PROMO-1", "PROMO_CODE", "PROMO_CODE", Map.of("promoCode", "REAL-CODE"));
        for (int i = 0; i < PromoTries.MOST; i++) {
            assertThat(enter("NOT-" + i, "greg", "key").at("/code").asString()).isEqualTo("PROMO_CODE_UNKNOWN");
        }
        JsonNode refused = enter("REAL-CODE", "greg", "key");
        assertThat(refused.at("/code").asString()).isEqualTo("PROMO_CODE_TRIED_TOO_OFTEN");
        assertThat(refused.at("/retryAfterSeconds").asInt()).isBetween(1, 3_601);
        assertThat(enter("REAL-CODE", "gina", "key").at("/__typename").asString())
                .isEqualTo("Bonus");
        assertThat(awards("greg")).isEmpty();
    }

    @Test
    void a_player_is_told_every_reason_and_sees_only_what_their_tenant_publishes() {
        publish(
                "REASONS-1",
                "CUSTOM",
                "CLAIM",
                Map.of(
                        "eligibility",
                        Map.of("all", List.of(Map.of("kycTierAtLeast", "FULL"), Map.of("idleForDays", 9)))));
        String query = "{ explainBonus(templateCode: \"REASONS-1\") { isAvailable whyNot { reason words } }"
                + " refused: availableBonuses(withRefused: true) { templateCode }"
                + " available: availableBonuses { templateCode } }";
        JsonNode shown = service.ask(query, tokens.user("rita")).at("/data");
        assertThat(shown.at("/explainBonus/isAvailable").asBoolean()).isFalse();
        assertThat(shown.at("/explainBonus/whyNot"))
                .extracting(reason -> reason.at("/reason").asString())
                .containsExactly("KYC_TIER", "NOT_IDLE");
        assertThat(shown.at("/refused").toString()).contains("REASONS-1");
        assertThat(shown.at("/available").toString()).doesNotContain("REASONS-1");
        JsonNode elsewhere =
                service.ask(query, tokens.user("rita", "other", "user")).at("/data");
        assertThat(elsewhere.at("/explainBonus").isNull()).isTrue();
        assertThat(elsewhere.at("/refused")).isEmpty();
        assertThat(claim("REASONS-1", "rita", "key").at("/message").asString())
                .isEqualTo("It is for players verified to at least FULL. It is for players who have not deposited for 9"
                        + " days.");
    }

    @Test
    void an_operator_gives_a_share_of_what_they_state_once_and_a_player_may_not() {
        publish(
                "CASHBACK-1",
                "CASHBACK",
                "OPERATOR",
                Map.of(
                        "value",
                        Map.of(
                                "percentage",
                                Map.of(
                                        "percent",
                                        "10",
                                        "currency",
                                        "EUR",
                                        "cap",
                                        Map.of("amount", "50", "currency", "EUR"))),
                        "approvalAbove",
                        Map.of("amount", "20", "currency", "EUR")));
        Map<String, Object> input = new HashMap<>(Map.of(
                "userId",
                "oona",
                "templateCode",
                "CASHBACK-1",
                "idempotencyKey",
                "week-47",
                "base",
                Map.of("amount", "123.45", "currency", "EUR")));
        String admin = tokens.user("adam", "main", "admin");
        JsonNode first = ask("awardBonus", input, admin);
        assertThat(ask("awardBonus", input, admin).at("/id").asString())
                .isEqualTo(first.at("/id").asString());
        assertThat(awards("oona")).hasSize(1);
        assertThat(awards("oona").getFirst().getLong("amountMinor")).isEqualTo(1_234L);
        assertThat(claim("CASHBACK-1", "oona", "key").at("/code").asString()).isEqualTo("BONUS_NOT_ELIGIBLE");
        input.remove("base");
        input.put("idempotencyKey", "without-base");
        assertThat(ask("awardBonus", input, admin).at("/code").asString()).isEqualTo("BONUS_NOT_ELIGIBLE");
        String mutation = "mutation($input: AwardBonusInput!) { awardBonus(input: $input)" + ANSWER + " }";
        assertThat(TestService.errorCode(service.ask(mutation, Map.of("input", input), tokens.user("oona"))))
                .isEqualTo("FORBIDDEN");
    }
}
