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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** One player of all that pay with a card, or live together; at two replicas. */
@ExtendWith(StoresExtension.class)
class OnceLimitIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 5;

    private static TestTokens tokens;
    private static TestEmitter payment;
    private static TestService service;
    private static TestService other;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private int deposits;

    /** @param methodId not there in what an earlier release told */
    record Deposited(
            String transferId,
            String userId,
            String amount,
            String currency,
            String at,
            @Nullable String methodId) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(new EventType<>("wallet.deposit.completed", 1, Deposited.class)));
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

    private JsonNode mutate(TestService at, String token, String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return at.ask(
                "mutation($input: " + type + "!) { " + mutation
                        + "(input: $input) { __typename ... on Refusal { code message } } }",
                Map.of("input", input),
                token);
    }

    private void publish(String code, String trigger, String limit, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", "CUSTOM", "triggers", List.of(trigger)));
        content.put("value", Map.of("fixed", Map.of("amount", "5", "currency", "EUR")));
        content.put("limits", Map.of(limit, true));
        content.putAll(more);
        String admin = tokens.user("adam", tenantId, "admin");
        mutate(service, admin, "saveBonusTemplate", Map.of("code", code, "content", content));
        JsonNode published = mutate(service, admin, "publishBonusTemplate", Map.of("code", code, "version", 1));
        assertThat(published.at("/data/publishBonusTemplate/__typename").asString())
                .as("%s", published)
                .isEqualTo("BonusTemplate");
    }

    private void deposit(String userId, @Nullable String methodId) {
        payment.tell(
                new Deposited(
                        "transfer-" + tenantId + deposits++, userId, "20.00", "EUR", "2026-11-22T10:00:00Z", methodId),
                "wallet-" + userId,
                tenantId);
    }

    private long awards(String userId, String code) {
        return service.bean(MongoDatabase.class)
                .getCollection("awards")
                .countDocuments(Filters.and(
                        Filters.eq("tenantId", tenantId),
                        Filters.eq("userId", userId),
                        Filters.eq("terms.templateCode", code)));
    }

    private void awaitAward(String userId, String code) {
        await().atMost(PATIENCE).until(() -> awards(userId, code) == 1);
    }

    private void awaitDeposits(String userId, int count) {
        await().atMost(PATIENCE)
                .until(() -> service.ask(
                                        "query($id: ID!) { bonusPlayer(userId: $id) { deposits } }",
                                        Map.of("id", userId),
                                        tokens.user("adam", tenantId, "admin"))
                                .at("/data/bonusPlayer/deposits")
                                .asInt()
                        == count);
    }

    private JsonNode claim(TestService at, String userId, String code) {
        Map<String, Object> input =
                Map.of("templateCode", code, "idempotencyKey", UUID.randomUUID().toString());
        return mutate(at, tokens.user(userId, tenantId, "user"), "claimBonus", input)
                .at("/data/claimBonus");
    }

    private static boolean isGiven(JsonNode answer) {
        return answer.path("__typename").asString().equals("Bonus");
    }

    private void household(String userId, @Nullable String household) {
        Map<String, Object> input = new HashMap<>(Map.of("userId", userId));
        input.put("household", household);
        JsonNode answer = mutate(other, tokens.user("adam", tenantId, "admin"), "setBonusHousehold", input);
        assertThat(answer.at("/data/setBonusHousehold/__typename").asString())
                .as("%s", answer)
                .isEqualTo("BonusHousehold");
    }

    private String whyNot(String userId, String code) {
        return service.ask(
                        "query($code: String!) { explainBonus(templateCode: $code) { whyNot { reason words } } }",
                        Map.of("code", code),
                        tokens.user(userId, tenantId, "user"))
                .at("/data/explainBonus/whyNot/0/reason")
                .asString("");
    }

    @Test
    void a_card_brings_its_bonus_to_one_player_by_deposits_and_by_claims() {
        publish("CARD", "DEPOSIT", "oncePerPaymentMethod", Map.of());
        publish("CARD-CLAIM", "CLAIM", "oncePerPaymentMethod", Map.of());
        deposit("ann", "card-1");
        awaitAward("ann", "CARD");
        deposit("bob", "card-1");
        awaitDeposits("bob", 1);
        assertThat(awards("bob", "CARD")).isZero();
        assertThat(whyNot("bob", "CARD")).isEqualTo("PAYMENT_METHOD");
        // The card counts whatever is paid with afterwards: what is known of the player stays known.
        deposit("bob", "card-2");
        awaitDeposits("bob", 2);
        assertThat(awards("bob", "CARD")).isZero();
        deposit("cid", "card-3");
        awaitAward("cid", "CARD");
        assertThat(isGiven(claim(service, "ann", "CARD-CLAIM"))).isTrue();
        JsonNode refused = claim(other, "bob", "CARD-CLAIM");
        assertThat(refused.path("code").asString()).isEqualTo("BONUS_NOT_ELIGIBLE");
        assertThat(refused.path("message").asString()).contains("card");
        assertThat(isGiven(claim(service, "ann", "CARD-CLAIM")))
                .as("the same player again")
                .isTrue();
    }

    @Test
    void who_paid_with_what_nobody_knows_does_not_get_what_a_card_brings_once() {
        publish("CARD", "DEPOSIT", "oncePerPaymentMethod", Map.of());
        publish("CARD-CLAIM", "CLAIM", "oncePerPaymentMethod", Map.of());
        publish("ANY", "DEPOSIT", "oncePerHousehold", Map.of());
        deposit("dan", null);
        awaitDeposits("dan", 1);
        assertThat(awards("dan", "ANY")).isEqualTo(1);
        assertThat(awards("dan", "CARD")).isZero();
        assertThat(whyNot("dan", "CARD-CLAIM")).isEqualTo("PAYMENT_METHOD");
        assertThat(claim(service, "dan", "CARD-CLAIM").path("message").asString())
                .contains("not known");
        assertThat(isGiven(claim(service, "eve", "CARD-CLAIM")))
                .as("who has paid nothing in")
                .isTrue();
        assertThat(whyNot("dan", "CARD")).as("the next deposit may name a card").isEmpty();
        deposit("dan", "card-of-dan");
        awaitAward("dan", "CARD");
        assertThat(isGiven(claim(service, "dan", "CARD-CLAIM"))).isTrue();
        // What nobody knows does not hold back whose card is known.
        deposit("dan", null);
        awaitDeposits("dan", 3);
        assertThat(awards("dan", "CARD")).isEqualTo(2);
    }

    @Test
    void of_two_who_pay_with_one_card_at_once_one_gets_it() {
        for (int round = 0; round < ROUNDS; round++) {
            String card = "card-" + round;
            String code = "RACE-" + round;
            publish(code, "CLAIM", "oncePerPaymentMethod", Map.of());
            List<String> users = List.of("ann-" + round, "bob-" + round, "cid-" + round);
            for (String userId : users) {
                deposit(userId, card);
            }
            users.forEach(userId -> awaitDeposits(userId, 1));
            List<CompletableFuture<JsonNode>> claims = users.stream()
                    .map(userId -> CompletableFuture.supplyAsync(
                            () -> claim(userId.startsWith("bob") ? other : service, userId, code)))
                    .toList();
            assertThat(claims.stream().map(CompletableFuture::join).filter(OnceLimitIT::isGiven))
                    .as("round %d", round)
                    .hasSize(1);
        }
    }

    @Test
    void of_two_first_deposits_at_once_by_one_card_one_brings_a_bonus() {
        publish(
                "FIRST",
                "DEPOSIT",
                "oncePerPaymentMethod",
                Map.of("type", "FIRST_DEPOSIT", "limits", Map.of("perUser", 1, "oncePerPaymentMethod", true)));
        for (int round = 0; round < ROUNDS; round++) {
            String first = "one-" + round;
            String second = "two-" + round;
            deposit(first, "shared-" + round);
            deposit(second, "shared-" + round);
            awaitDeposits(first, 1);
            awaitDeposits(second, 1);
            assertThat(awards(first, "FIRST") + awards(second, "FIRST"))
                    .as("round %d", round)
                    .isEqualTo(1);
        }
    }

    @Test
    void one_of_a_household_gets_it_and_in_a_stacking_group_one_bonus_of_the_group() {
        publish("HOME", "CLAIM", "oncePerHousehold", Map.of("stackingGroup", "home"));
        publish("HOME-2", "CLAIM", "oncePerHousehold", Map.of("stackingGroup", "home"));
        household("ann", "elm-street-1");
        household("bob", "elm-street-1");
        household("cid", "elm-street-2");
        assertThat(isGiven(claim(service, "ann", "HOME"))).isTrue();
        assertThat(whyNot("bob", "HOME-2")).isEqualTo("HOUSEHOLD");
        assertThat(claim(other, "bob", "HOME-2").path("code").asString()).isEqualTo("BONUS_NOT_ELIGIBLE");
        assertThat(isGiven(claim(other, "cid", "HOME-2"))).isTrue();
        assertThat(isGiven(claim(other, "dora", "HOME")))
                .as("of whom nothing is known")
                .isTrue();
        household("bob", null);
        assertThat(isGiven(claim(other, "bob", "HOME-2")))
                .as("who lives there no more")
                .isTrue();
        assertThat(service.bean(MongoDatabase.class)
                        .getCollection("player_households")
                        .countDocuments(Filters.regex("household", "elm")))
                .as("keys that are stored as they were given")
                .isZero();
    }

    @Test
    void who_may_say_it_is_an_operator_and_a_wrong_field_is_named() {
        JsonNode denied = mutate(
                service,
                tokens.user("ann", tenantId, "user"),
                "setBonusHousehold",
                Map.of("userId", "ann", "household", "mine"));
        assertThat(TestService.errorCode(denied)).isEqualTo("FORBIDDEN");
        JsonNode wrong = mutate(
                service,
                tokens.user("adam", tenantId, "admin"),
                "setBonusHousehold",
                Map.of("userId", " ", "household", "x".repeat(201)));
        assertThat(TestService.wrongFields(wrong)).containsExactly("input.userId", "input.household");
    }
}
