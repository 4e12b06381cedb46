package dev.coffer.payment.bet;

import static dev.coffer.payment.bet.BetCalls.code;
import static dev.coffer.payment.bet.BetCalls.place;
import static dev.coffer.payment.bet.BetCalls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.RelaySource;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.ledger.MongoLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What was chosen for a bet or an order: kept, shown, told, and part of what makes a repeat a repeat. */
@ExtendWith(StoresExtension.class)
class BetSelectionIT {

    private static final String SELECTIONS = "{ selections { id category value } }";

    private static TestTokens tokens;
    private static TestService service;

    private String tenantId = "";
    private String wallet = "";
    private Customer ann = unknown();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private static Customer unknown() {
        return new Customer(service, "none", "none", "none");
    }

    @BeforeEach
    void aPlayer() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        wallet = ann.open("EUR");
    }

    private static Map<String, String> one(String id, String category, String value) {
        return Map.of("id", id, "category", category, "value", value);
    }

    private static Map<String, Object> chosen(List<Map<String, String>> selections) {
        return Map.of("selections", selections);
    }

    private static List<Map<String, String>> three() {
        return List.of(
                one("m1:home", "football", "1.850"),
                one("m2", "tennis", "2"),
                one("m1:home", "football", "0.00000001"));
    }

    private JsonNode bet(Map<String, Object> more, String betId, String key) {
        return place(ann, wallet, betId, more, "10.00", "EUR", key);
    }

    @Test
    void what_was_chosen_is_shown_told_and_compared() {
        assertThat(text(bet(chosen(three()), "combo", "k1"), "/status")).isEqualTo("OPEN");
        JsonNode shown = ann.ask("query B { bet(id: \"combo\") " + SELECTIONS + " }", Map.of())
                .at("/data/bet/selections");
        assertThat(shown).hasSize(3);
        assertThat(shown.at("/0/value").asString()).isEqualTo("1.85");
        assertThat(shown.at("/1/category").asString()).isEqualTo("tennis");
        assertThat(shown.at("/2/value").asString()).isEqualTo("0.00000001");
        List<Map<String, String>> same = new ArrayList<>(three());
        same.set(0, one("m1:home", "football", "1.85"));
        assertThat(text(bet(chosen(same), "combo", "k1"), "/id")).as("a repeat").isEqualTo("combo");
        assertThat(text(bet(chosen(same), "combo", "k2"), "/id"))
                .as("under another key")
                .isEqualTo("combo");
        assertThat(code(bet(chosen(same.reversed()), "combo", "k1"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(code(bet(chosen(same.reversed()), "combo", "k3"))).isEqualTo("BET_EXISTS");
        assertThat(code(bet(Map.of(), "combo", "k1"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("87.10");
        String told = told("wallet.bet.placed");
        assertThat(told)
                .contains("\"selections\":[{\"id\":\"m1:home\",\"category\":\"football\",\"value\":\"1.85\"}")
                .contains("\"value\":\"0.00000001\"}]");
    }

    /** By the service's own reading of the book, which the relay publishes. */
    private String told(String type) {
        RelaySource source = service.bean(MongoLedger.class).events();
        return service
                .bean(MongoDatabase.class)
                .getCollection(source.collection())
                .find(Filters.eq("tenantId", tenantId))
                .into(new ArrayList<>())
                .stream()
                .flatMap(transfer -> source.events().apply(transfer).stream())
                .filter(event -> event.eventType().equals(type))
                .findFirst()
                .orElseThrow()
                .data();
    }

    @Test
    void every_selection_that_is_wrong_is_named_and_there_are_at_most_sixteen() {
        JsonNode answer = bet(
                chosen(List.of(
                        one("m 1", "football", "1.5"),
                        one("m2", "Football", "1.5"),
                        one("m3", "football", "0"),
                        one("m4", "football", "1e3"),
                        one("m5", "football", "1.5"))),
                "wrong",
                "k");
        assertThat(answer.at("/errors/0/extensions/problems")
                        .valueStream()
                        .map(problem -> problem.at("/field").asString()))
                .containsExactly(
                        "input.selections[0]",
                        "input.selections[1]",
                        "input.selections[2]",
                        "input.selections[3].value");
        List<Map<String, String>> many = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            many.add(one("i" + "x".repeat(63), "c".repeat(40), "123456789012.12345678"));
        }
        assertThat(text(bet(chosen(many), "many", "k1"), "/status")).isEqualTo("OPEN");
        many.add(one("a", "b", "1"));
        assertThat(code(bet(chosen(many), "more", "k2"))).isEqualTo("INVALID_INPUT");
    }

    @Test
    void what_an_order_is_made_of_is_told_with_the_purchase() {
        assertThat(order("k1", three()).at("/status").asString()).isEqualTo("APPROVED");
        assertThat(told("wallet.purchase.completed"))
                .contains("{\"id\":\"m2\",\"category\":\"tennis\",\"value\":\"2\"}");
        assertThat(order("k1", three()).at("/selections")).hasSize(3);
        assertThat(order("k1", three().reversed()).at("/code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(order("k2", three().reversed()).at("/code").asString()).isEqualTo("ORDER_REFERENCE_USED");
        assertThat(order("k3", List.of(one("a", "b", "5.00000001"))).isMissingNode())
                .isTrue();
        assertThat(ann.balance("EUR")).isEqualByComparingTo("92.10");
    }

    private JsonNode order(String key, List<Map<String, String>> selections) {
        Map<String, Object> input = Map.of(
                "walletId",
                wallet,
                "orderReference",
                "o1",
                "amount",
                Customer.money("5.00", "EUR"),
                "description",
                "A bundle",
                "capture",
                true,
                "selections",
                selections,
                "idempotencyKey",
                key);
        return ann.ask(
                        "mutation M($input: CreatePaymentIntentInput!) { createPaymentIntent(input: $input) {"
                                + " ... on PaymentIntent { status selections { id category value } }"
                                + " ... on Refusal { code } } }",
                        Map.of("input", input))
                .at("/data/createPaymentIntent");
    }
}
