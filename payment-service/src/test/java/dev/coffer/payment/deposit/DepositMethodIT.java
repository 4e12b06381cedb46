package dev.coffer.payment.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.ledger.MongoLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a deposit was paid with is told so that the same card is the same, and never by what could be paid with. */
@ExtendWith(StoresExtension.class)
class DepositMethodIT {

    private static TestTokens tokens;
    private static TestService service;

    private final String tenantId = "tenant-" + UUID.randomUUID();

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

    private void deposit(String tenant, String userId, String amount, @Nullable String method) {
        Customer customer = Customer.of(service, tokens, tenant, userId);
        Map<String, Object> input = new HashMap<>(Map.of(
                "walletId", customer.open("EUR"),
                "amount", Customer.money(amount, "EUR"),
                "idempotencyKey", UUID.randomUUID().toString()));
        input.put("paymentMethod", method);
        JsonNode answer = customer.ask(
                "mutation D($input: DepositInput!) { deposit(input: $input) { ... on Deposit { status } } }",
                Map.of("input", input));
        assertThat(answer.at("/data/deposit/status").asString())
                .as("%s", answer)
                .isEqualTo("COMPLETED");
    }

    private Document stored(String tenant, String userId) {
        return service.bean(MongoDatabase.class)
                .getCollection("deposits")
                .find(Filters.and(Filters.eq("tenantId", tenant), Filters.eq("userId", userId)))
                .into(new ArrayList<>())
                .getFirst();
    }

    /** What is told of the user's deposit. */
    private JsonNode told(String tenant, String userId) {
        return Objects.requireNonNull(told(tenant).get(userId));
    }

    /** By user, as the relay reads it off the book. */
    private Map<String, JsonNode> told(String tenant) {
        Map<String, JsonNode> told = new HashMap<>();
        service
                .bean(MongoDatabase.class)
                .getCollection("transfers")
                .find(Filters.eq("tenantId", tenant))
                .into(new ArrayList<>())
                .stream()
                .flatMap(transfer -> service.bean(MongoLedger.class).events().events().apply(transfer).stream())
                .filter(event -> event.eventType().equals("wallet.deposit.completed"))
                .map(event -> JsonMapper.shared().readTree(event.data()))
                .forEach(data -> told.put(data.at("/userId").asString(), data));
        return told;
    }

    @Test
    void the_same_card_has_one_name_for_all_users_of_a_tenant_and_another_elsewhere() {
        deposit(tenantId, "ann", "10.00", "card-4242");
        deposit(tenantId, "bob", "20.00", "card-4242");
        deposit(tenantId, "cid", "10.00", "card-1111");
        deposit(tenantId, "dan", "10.00", null);
        String elsewhere = "elsewhere-" + tenantId;
        deposit(elsewhere, "ann", "10.00", "card-4242");
        String ours = told(tenantId, "ann").at("/methodId").asString();
        assertThat(ours).matches("[0-9a-f]{64}");
        assertThat(told(tenantId, "bob").at("/methodId").asString()).isEqualTo(ours);
        assertThat(told(tenantId, "cid").at("/methodId").asString()).isNotEqualTo(ours);
        assertThat(told(tenantId, "dan").at("/methodId").isNull()).isTrue();
        assertThat(told(elsewhere, "ann").at("/methodId").asString())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(ours);
        assertThat(stored(tenantId, "ann").getString("methodId")).isEqualTo(ours);
        assertThat(stored(tenantId, "dan").getString("methodId")).isNull();
        assertThat(List.copyOf(told(tenantId).values()))
                .noneMatch(data -> data.toString().contains("4242"));
    }

    @Test
    void a_first_answer_that_was_lost_names_the_card_all_the_same() {
        Customer ann = Customer.of(service, tokens, tenantId, "ann");
        Map<String, Object> input = Map.of(
                "walletId",
                ann.open("EUR"),
                "amount",
                Customer.money("10.57", "EUR"),
                "paymentMethod",
                "card-4242",
                "idempotencyKey",
                "lost");
        String document = "mutation D($input: DepositInput!) { deposit(input: $input) { ... on Deposit { status } } }";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ann.ask(document, Map.of("input", input))
                        .at("/data/deposit/status")
                        .asString()
                        .equals("COMPLETED"));
        assertThat(told(tenantId, "ann").at("/methodId").asString())
                .isEqualTo(stored(tenantId, "ann").getString("methodId"))
                .matches("[0-9a-f]{64}");
    }
}
