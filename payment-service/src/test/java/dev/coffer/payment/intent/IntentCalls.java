package dev.coffer.payment.intent;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.RelaySource;
import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import dev.coffer.payment.ledger.MongoLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Payment intents as clients ask for them. */
final class IntentCalls {

    private static final String FIELDS = """
            id orderReference status walletId user { id } amount { amount currency }
            billing { description lines { description quantity amount { amount } } }
            holdId transferId refundId failure { code message } refundReason createdAt expiresAt approvedAt endedAt""";
    private static final String RESULT =
            "{ __typename ... on PaymentIntent { " + FIELDS + " } ... on Refusal { code message field } }";

    private IntentCalls() {}

    static JsonNode create(Customer customer, String order, String amount, boolean capture, String key) {
        return create(customer, order, amount, Map.of("capture", capture, "idempotencyKey", key));
    }

    /** @param more fields of the input besides wallet, order, amount and description */
    static JsonNode create(Customer customer, String order, String amount, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "walletId",
                customer.open("EUR"),
                "orderReference",
                order,
                "amount",
                Customer.money(amount, "EUR"),
                "description",
                "Two tickets"));
        input.putAll(more);
        return mutate(customer, "createPaymentIntent", "CreatePaymentIntentInput", input);
    }

    static JsonNode capture(Customer shop, String id) {
        return mutate(shop, "capturePayment", "CapturePaymentInput", Map.of("paymentIntentId", id));
    }

    static JsonNode cancel(Customer customer, String id) {
        return mutate(customer, "cancelPayment", "CancelPaymentInput", Map.of("paymentIntentId", id));
    }

    static JsonNode refund(Customer shop, String id) {
        return mutate(shop, "refundPayment", "RefundPaymentInput", Map.of("paymentIntentId", id, "reason", "Returned"));
    }

    private static JsonNode mutate(Customer customer, String field, String type, Map<String, ?> input) {
        return customer.ask(
                "mutation M($input: " + type + "!) { " + field + "(input: $input) " + RESULT + " }",
                Map.of("input", input));
    }

    static JsonNode find(Customer customer, String id) {
        return customer.ask("query F($id: ID!) { paymentIntent(id: $id) { " + FIELDS + " } }", Map.of("id", id));
    }

    static JsonNode list(Customer customer, Map<String, ?> filter) {
        return customer.ask(
                "query L($filter: PaymentIntentFilter) { paymentIntents(filter: $filter) { nodes { id status } } }",
                Map.of("filter", filter));
    }

    /** What the one field of the answer says: a refusal's code, an error's code, or empty. */
    static String code(JsonNode answer) {
        for (JsonNode result : answer.path("data")) {
            if (!result.path("code").asString("").isEmpty()) {
                return result.path("code").asString();
            }
        }
        return TestService.errorCode(answer);
    }

    /** Of the one result. */
    static String text(JsonNode answer, String pointer) {
        for (JsonNode result : answer.path("data")) {
            return Customer.text(result, pointer);
        }
        throw new AssertionError("No result in " + answer);
    }

    static String held(Customer customer) {
        return Customer.text(
                customer.ask(
                        "query W($id: ID!) { wallet(id: $id) { balance { held { amount } } } }",
                        Map.of("id", customer.open("EUR"))),
                "/data/wallet/balance/held/amount");
    }

    /** How often each type of transfer touched the wallet. */
    static Map<String, Integer> booked(Customer customer) {
        JsonNode answer = customer.ask(
                "query T($id: ID!) { transfers(filter: {walletId: $id}, first: 100) { nodes { type } } }",
                Map.of("id", customer.open("EUR")));
        Map<String, Integer> counts = new TreeMap<>();
        answer.at("/data/transfers/nodes")
                .forEach(node -> counts.merge(node.path("type").asString(), 1, Integer::sum));
        return counts;
    }

    /** The data of the only event of this type, by the service's own reading of the book, which the relay publishes. */
    static String told(Customer customer, String type) {
        RelaySource source = customer.service().bean(MongoLedger.class).events();
        List<String> told = customer
                .service()
                .bean(MongoDatabase.class)
                .getCollection(source.collection())
                .find(Filters.eq("tenantId", customer.tenantId()))
                .into(new ArrayList<>())
                .stream()
                .flatMap(transfer -> source.events().apply(transfer).stream())
                .filter(event -> event.eventType().equals(type))
                .map(EventEnvelope::data)
                .toList();
        if (told.size() != 1) {
            throw new AssertionError(type + " was told " + told.size() + " times: " + told);
        }
        return told.getFirst();
    }
}
