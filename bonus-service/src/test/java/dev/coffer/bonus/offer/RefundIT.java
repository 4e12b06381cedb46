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

/** Bonuses of purchases that are refunded, by real events, at two replicas. */
@ExtendWith(StoresExtension.class)
class RefundIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AT = "2026-11-22T10:00:00Z";

    private static TestTokens tokens;
    private static TestEmitter payment;
    private static TestService service;
    private static TestService other;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    record Purchased(String transferId, String userId, String amount, String currency, String at) {}

    /** @param purchaseId not there in what an earlier release told */
    record Refunded(
            String transferId,
            String userId,
            String amount,
            String currency,
            String at,
            @Nullable String purchaseId) {}

    /** What payment-service tells of a bonus whose money is in the wallet. */
    record Credited(String awardId, String walletId, String userId, String amount, String currency, String pocket) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(
                        new EventType<>("wallet.bonus.credited", 1, Credited.class),
                        new EventType<>("wallet.purchase.completed", 1, Purchased.class),
                        new EventType<>("wallet.refund.completed", 1, Refunded.class)));
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

    /** 5 euros for each purchase of 10 euros at least, to be wagered. */
    private void publish(String tenant, String code, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", "CUSTOM", "triggers", List.of("PURCHASE")));
        content.put("value", Map.of("fixed", money("5")));
        content.put("wagering", Map.of("times", "50"));
        content.put("validForDays", 30);
        content.putAll(more);
        change(tenant, "saveBonusTemplate", Map.of("code", code, "content", content));
        change(tenant, "publishBonusTemplate", Map.of("code", code, "version", 1));
    }

    private static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private static void change(String tenant, String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        JsonNode answer = service.ask(
                "mutation($input: " + type + "!) { " + mutation
                        + "(input: $input) { __typename ... on Refusal { code message } } }",
                Map.of("input", input),
                tokens.user("adam", tenant, "admin"));
        assertThat(answer.at("/data/" + mutation + "/__typename").asString())
                .as("%s", answer)
                .isEqualTo("BonusTemplate");
    }

    private void buy(String transferId) {
        tell(tenantId, new Purchased(transferId, "ann", "10.00", "EUR", AT));
    }

    private void refund(@Nullable String purchaseId) {
        tell(tenantId, new Refunded(UUID.randomUUID().toString(), "ann", "10.00", "EUR", AT, purchaseId));
    }

    private void credit(String transferId) {
        String awardId = award(transferId).getString("_id");
        tell(tenantId, new Credited(awardId, wallet(), "ann", "5.00", "EUR", "BONUS"));
    }

    private void tell(String tenant, Object event) {
        payment.tell(event, wallet(), tenant);
    }

    private String wallet() {
        return "wallet-" + tenantId;
    }

    private List<Document> awards() {
        return service.bean(MongoDatabase.class)
                .getCollection("awards")
                .find(Filters.eq("tenantId", tenantId))
                .into(new ArrayList<>());
    }

    private @Nullable Document find(String transferId) {
        return awards().stream()
                .filter(award -> award.getString("key").startsWith("purchase:" + transferId + ":"))
                .findFirst()
                .orElse(null);
    }

    private Document award(String transferId) {
        Document found = find(transferId);
        if (found == null) {
            throw new AssertionError("Nothing was given for " + transferId);
        }
        return found;
    }

    private String state(String transferId) {
        return award(transferId).getString("state");
    }

    private void awaitState(String transferId, String state) {
        await().atMost(PATIENCE)
                .until(() -> find(transferId) != null && state(transferId).equals(state));
    }

    @Test
    void a_refund_takes_the_bonus_back_wherever_it_stands_and_only_that_purchases() {
        publish(tenantId, "BOUGHT", Map.of());
        for (String purchase : List.of("open", "on-its-way", "kept")) {
            buy(purchase);
        }
        await().atMost(PATIENCE).until(() -> awards().size() == 3);
        credit("open");
        awaitState("open", "ACTIVE");
        refund("open");
        refund("on-its-way");
        awaitState("open", "LOCKED");
        assertThat(award("open").getString("ending")).isEqualTo("CANCELLED");
        assertThat(award("open").getString("reason")).contains("refunded");
        await().atMost(PATIENCE).until(() -> award("on-its-way").getString("recall") != null);
        credit("on-its-way");
        credit("kept");
        awaitState("kept", "ACTIVE");
        awaitState("on-its-way", "LOCKED");
        refund("open");
        payment.replay("wallet.refund.completed", tenantId, "bonus-payments");
        payment.replay("wallet.purchase.completed", tenantId, "bonus-payments");
        buy("last");
        await().atMost(PATIENCE).until(() -> awards().size() == 4);
        assertThat(state("kept")).isEqualTo("ACTIVE");
        assertThat(new ToldEvents(service).typesOf(tenantId, "ann"))
                .as("each ends once")
                .filteredOn("bonus.closing"::equals)
                .hasSize(2);
    }

    @Test
    void what_waits_for_an_operator_is_not_given_after_a_refund() {
        publish(tenantId, "ASKED", Map.of("approvalAbove", money("1")));
        buy("waits");
        awaitState("waits", "PENDING");
        refund("waits");
        awaitState("waits", "CANCELLED");
    }

    @Test
    void what_is_the_players_own_by_then_stays_theirs() {
        Map<String, Object> atOnce = new HashMap<>();
        atOnce.put("wagering", null);
        atOnce.put("validForDays", null);
        publish(tenantId, "OWN", atOnce);
        buy("own");
        await().atMost(PATIENCE).until(() -> find("own") != null);
        tell(tenantId, new Credited(award("own").getString("_id"), wallet(), "ann", "5.00", "EUR", "REAL"));
        awaitState("own", "CLAIMED");
        refund("own");
        buy("next");
        await().atMost(PATIENCE).until(() -> find("next") != null);
        assertThat(state("own")).isEqualTo("CLAIMED");
    }

    @Test
    void a_purchase_that_is_heard_after_its_refund_brings_nothing() {
        publish(tenantId, "BOUGHT", Map.of());
        refund("late");
        buy("late");
        buy("next");
        await().atMost(PATIENCE).until(() -> find("next") != null);
        assertThat(find("late")).isNull();
    }

    @Test
    void a_refund_of_another_tenant_or_of_an_earlier_release_takes_nothing() {
        publish(tenantId, "BOUGHT", Map.of());
        buy("mine");
        await().atMost(PATIENCE).until(() -> find("mine") != null);
        credit("mine");
        awaitState("mine", "ACTIVE");
        tell(tenantId + "-other", new Refunded("r", "ann", "10.00", "EUR", AT, "mine"));
        refund(null);
        buy("next");
        await().atMost(PATIENCE).until(() -> find("next") != null);
        assertThat(state("mine")).isEqualTo("ACTIVE");
    }
}
