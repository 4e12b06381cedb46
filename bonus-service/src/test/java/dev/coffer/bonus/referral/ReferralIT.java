package dev.coffer.bonus.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.core.events.EventType;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Who brings whom along, with real events and two replicas. */
@ExtendWith(StoresExtension.class)
class ReferralIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REFUSAL = " ... on Refusal { code message } }";

    private static TestTokens tokens;
    private static TestEmitter auth;
    private static TestEmitter payment;
    private static TestService service;
    private static TestService other;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    record Registered(String userId, @Nullable String referralCode) {}

    record Deposit(String transferId, String userId, String amount, String currency, Instant at) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        auth = TestEmitter.start(
                "auth", database + "_auth", List.of(new EventType<>("user.registered", 1, Registered.class)));
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(new EventType<>("wallet.deposit.completed", 1, Deposit.class)));
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        auth.close();
        payment.close();
        tokens.close();
    }

    private JsonNode ask(TestService at, String mutation, Map<String, Object> input, String selection, String token) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String query = "mutation($input: " + type + "!) { " + mutation + "(input: $input) " + selection + " }";
        JsonNode answer = at.ask(query, Map.of("input", input), token);
        assertThat(answer.path("errors")).as("%s", answer).isEmpty();
        return answer.at("/data/" + mutation);
    }

    private void publish(String code, String type, String trigger, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", type, "triggers", List.of(trigger)));
        content.put("value", Map.of("fixed", Map.of("amount", "5", "currency", "EUR")));
        content.putAll(more);
        String admin = tokens.user("adam", tenantId, "admin");
        ask(service, "saveBonusTemplate", Map.of("code", code, "content", content), "{ __typename" + REFUSAL, admin);
        ask(service, "publishBonusTemplate", Map.of("code", code, "version", 1), "{ __typename" + REFUSAL, admin);
    }

    private String user(String userId) {
        return tokens.user(userId, tenantId, "user");
    }

    /** Knows the player as registered so many hours ago. */
    private void registered(String userId, int hoursAgo) {
        service.bean(Transactions.class).run(unit -> {
            service.bean(Players.class).hold(unit, tenantId, userId);
            service.bean(Players.class)
                    .save(unit, Player.unknown(tenantId, userId).registered(now.minus(hoursAgo, ChronoUnit.HOURS)));
        });
    }

    private String codeOf(String userId) {
        return service.ask("{ referralCode { value } }", user(userId))
                .at("/data/referralCode/value")
                .asString();
    }

    private JsonNode enter(TestService at, String userId, String code, @Nullable String device) {
        Map<String, Object> input = new HashMap<>(Map.of("referralCode", code, "idempotencyKey", "key"));
        input.put("deviceId", device);
        return ask(
                at, "enterReferralCode", input, "{ __typename ... on Referral { referrerId }" + REFUSAL, user(userId));
    }

    private String refusal(String userId, String code, @Nullable String device) {
        return enter(service, userId, code, device).at("/code").asString("");
    }

    private Map<String, Long> awards(String userId) {
        Map<String, Long> byTemplate = new HashMap<>();
        service.bean(MongoDatabase.class)
                .getCollection("awards")
                .find(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("userId", userId)))
                .forEach(award -> byTemplate.merge(
                        award.get("terms", Document.class).getString("templateCode"),
                        award.getLong("amountMinor"),
                        Long::sum));
        return byTemplate;
    }

    private void deposit(String transferId, String userId, String amount) {
        payment.tell(new Deposit(transferId, userId, amount, "EUR", now), userId, tenantId);
    }

    private long referrals(String referrerId) {
        return service.bean(MongoDatabase.class)
                .getCollection("referrals")
                .countDocuments(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("referrerId", referrerId)));
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

    @Test
    void the_first_deposit_of_who_came_with_a_code_gives_each_of_the_line_once_and_every_deposit_a_commission() {
        Map<String, Object> share = Map.of(
                "value",
                Map.of(
                        "percentage",
                        Map.of("percent", "10", "currency", "EUR", "cap", Map.of("amount", "50", "currency", "EUR"))));
        publish("FRIEND", "REFERRAL", "REFERRER", Map.of("eligibility", least("10")));
        publish("FRIEND-OF-FRIEND", "REFERRAL", "REFERRER", Map.of("referralLevel", 2));
        publish("HELLO", "REFEREE", "REFEREE", Map.of("limits", Map.of("perUser", 1)));
        publish("SHARE", "COMMISSION", "COMMISSION", share);
        registered("top", 3);
        registered("middle", 2);
        assertThat(enter(other, "middle", codeOf("top"), null).at("/referrerId").asString())
                .isEqualTo("top");
        auth.tell(new Registered("bottom", codeOf("middle")), "bottom", tenantId);
        await().atMost(PATIENCE).until(() -> referrals("middle") == 1);
        deposit("first", "bottom", "20.01");
        deposit("first", "bottom", "20.01");
        deposit("second", "bottom", "100.00");
        await().atMost(PATIENCE).until(() -> awards("middle").getOrDefault("SHARE", 0L) == 1_200);
        payment.replay("wallet.deposit.completed", tenantId, "bonus-referrals");
        deposit("third", "bottom", "0.10");
        await().atMost(PATIENCE).until(() -> awards("middle").getOrDefault("SHARE", 0L) == 1_201);

        assertThat(awards("middle")).isEqualTo(Map.of("FRIEND", 500L, "SHARE", 1_201L));
        assertThat(awards("top")).isEqualTo(Map.of("FRIEND-OF-FRIEND", 500L));
        assertThat(awards("bottom")).isEqualTo(Map.of("HELLO", 500L));
        JsonNode tree = other.ask(
                        "query($id: ID!) { referralTree(userId: $id) { by { userId } below { level referral { userId"
                                + " state } } isCut } }",
                        Map.of("id", "top"),
                        tokens.user("olga", tenantId, "operator"))
                .at("/data/referralTree");
        assertThat(tree.at("/below")).hasSize(2);
        assertThat(tree.at("/below/1/level").asInt()).isEqualTo(2);
        assertThat(tree.at("/below/1/referral/state").asString()).isEqualTo("QUALIFIED");
        JsonNode elsewhere = other.ask(
                "{ referralTree(userId: \"top\") { below { level } } }", tokens.user("olga", "other", "operator"));
        assertThat(elsewhere.at("/data/referralTree/below")).isEmpty();
        assertThat(TestService.errorCode(other.ask("{ referralTree(userId: \"top\") { isCut } }", user("bottom"))))
                .isEqualTo("FORBIDDEN");
    }

    private static Map<String, Object> least(String euros) {
        return Map.of("amount", Map.of("min", Map.of("amount", euros, "currency", "EUR")));
    }

    @Test
    void a_first_deposit_that_is_too_small_gives_nothing_and_a_shared_device_gives_nobody_anything() {
        publish("FRIEND", "REFERRAL", "REFERRER", Map.of("eligibility", least("10")));
        publish("HELLO", "REFEREE", "REFEREE", Map.of("limits", Map.of("perUser", 1)));
        registered("ann", 3);
        registered("small", 2);
        registered("double", 2);
        enter(service, "small", codeOf("ann"), "phone-of-small");
        enter(service, "double", codeOf("ann"), null);
        deposit("small-1", "small", "9.99");
        deposit("small-2", "small", "50.00");
        await().atMost(PATIENCE).until(() -> awards("small").containsKey("HELLO"));
        // The device that the two share shows only after the code was entered.
        service.bean(Transactions.class).run(unit -> {
            Devices devices = service.bean(Devices.class);
            devices.note(unit, tenantId, "ann", "one-phone", now);
            devices.note(unit, tenantId, "double", "one-phone", now);
        });
        deposit("double-1", "double", "50.00");
        await().atMost(PATIENCE)
                .until(() -> service.bean(MongoDatabase.class)
                                .getCollection("referrals")
                                .countDocuments(
                                        Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("state", "REFUSED")))
                        == 1);
        assertThat(awards("ann")).isEmpty();
        assertThat(awards("double")).isEmpty();
    }

    @Test
    void who_may_not_be_brought_along_is_told_why() {
        registered("old", 9 * 24);
        registered("ann", 3);
        registered("bob", 2);
        registered("cid", 1);
        registered("late", 8 * 24);
        assertThat(refusal("bob", "NO-SUCH-CODE", null)).isEqualTo("REFERRAL_CODE_UNKNOWN");
        assertThat(refusal("bob", codeOf("bob"), null)).isEqualTo("REFERRAL_OF_OWN");
        assertThat(enter(service, "bob", codeOf("ann"), "phone")
                        .at("/referrerId")
                        .asString())
                .isEqualTo("ann");
        assertThat(refusal("cid", codeOf("bob"), "phone"))
                .as("a second account on the same device")
                .isEqualTo("REFERRAL_OF_OWN");
        assertThat(refusal("ann", codeOf("bob"), null)).isEqualTo("REFERRAL_CYCLIC");
        assertThat(refusal("bob", codeOf("old"), null)).isEqualTo("REFERRAL_ALREADY_ENTERED");
        assertThat(refusal("late", codeOf("old"), null)).isEqualTo("REFERRAL_TOO_LATE");
        String elsewhere = service.ask("{ referralCode { value } }", tokens.user("ann", "elsewhere", "user"))
                .at("/data/referralCode/value")
                .asString();
        assertThat(refusal("cid", elsewhere, null)).isEqualTo("REFERRAL_CODE_UNKNOWN");
    }

    @Test
    void of_many_at_once_one_code_counts_for_a_player_and_the_last_place_of_a_referrer_goes_to_one() throws Exception {
        registered("full", 9);
        List<Document> brought = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            brought.add(new Document("tenantId", tenantId)
                    .append("userId", "brought-" + i)
                    .append("referrerId", "full")
                    .append("line", List.of("full"))
                    .append("state", "JOINED")
                    .append("at", new Date()));
        }
        service.bean(MongoDatabase.class).getCollection("referrals").insertMany(brought);
        String code = codeOf("full");
        List<Callable<JsonNode>> last = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String userId = "racer-" + i;
            registered(userId, 1);
            TestService at = i % 2 == 0 ? service : other;
            last.add(() -> enter(at, userId, code, null));
        }
        assertThat(atOnce(last))
                .filteredOn(answer -> answer.at("/code").asString("").equals("REFERRAL_LIMIT_REACHED"))
                .hasSize(5);
        assertThat(referrals("full")).isEqualTo(100);

        registered("new", 1);
        List<Callable<JsonNode>> codes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            registered("referrer-" + i, 5);
            String own = codeOf("referrer-" + i);
            TestService at = i % 2 == 0 ? service : other;
            codes.add(() -> enter(at, "new", own, null));
        }
        assertThat(atOnce(codes))
                .filteredOn(answer -> answer.at("/__typename").asString().equals("Referral"))
                .hasSize(1);
    }
}
