package dev.coffer.payment.withdrawal;

import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Withdrawals as clients ask for them. */
final class WithdrawalCalls {

    static final String DESTINATION = "ba_1Nv0FGQ9RKHgCVdK";

    private static final String FIELDS = """
            id status walletId user { id } amount { amount currency } fee { amount } destination holdId transferId
            providerReference failure { code message } approval { reason at } declined { reason at }
            settledByHand { reason at } suspension { isStopped message since } createdAt settledAt""";
    private static final String RESULT =
            "{ __typename ... on Withdrawal { " + FIELDS + " } ... on Refusal { code message field } }";

    private WithdrawalCalls() {}

    static JsonNode withdraw(Customer customer, String walletId, String amount, String key) {
        return withdraw(customer, Map.of("walletId", walletId, "idempotencyKey", key), amount, "EUR");
    }

    /** @param more fields of the input besides amount, and the destination where it is another */
    static JsonNode withdraw(Customer customer, Map<String, ?> more, String amount, String currency) {
        Map<String, Object> input = new HashMap<>(Map.of("destination", DESTINATION));
        input.putAll(more);
        input.put("amount", Customer.money(amount, currency));
        return mutate(customer, "withdraw", input);
    }

    static JsonNode approve(Customer staff, String id) {
        return mutate(staff, "approveTransfer", Map.of("transferId", id));
    }

    static JsonNode decline(Customer staff, String id, String reason) {
        return mutate(staff, "declineTransfer", Map.of("transferId", id, "reason", reason));
    }

    static JsonNode cancel(Customer customer, String id) {
        return mutate(customer, "cancelWithdrawal", Map.of("withdrawalId", id));
    }

    static JsonNode settle(Customer staff, String id, String outcome) {
        return mutate(
                staff,
                "settleWithdrawal",
                Map.of("withdrawalId", id, "outcome", outcome, "reason", "Listed in their report"));
    }

    private static JsonNode mutate(Customer customer, String field, Map<String, ?> input) {
        String type = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Input";
        return customer.ask(
                "mutation M($input: " + type + "!) { " + field + "(input: $input) " + RESULT + " }",
                Map.of("input", input));
    }

    static JsonNode find(Customer customer, String id) {
        return customer.ask("query F($id: ID!) { withdrawal(id: $id) { " + FIELDS + " } }", Map.of("id", id));
    }

    /** @param status null for all */
    static JsonNode list(Customer staff, @Nullable String status) {
        return staff.ask(
                "query L($filter: WithdrawalFilter) { withdrawals(filter: $filter) { nodes { id status"
                        + " approval { by { id } } } } }",
                status == null ? Map.of() : Map.of("filter", Map.of("status", status)));
    }

    static JsonNode ofWallet(Customer customer, String walletId) {
        return customer.ask(
                "query W($id: ID!) { wallet(id: $id) { withdrawals(first: 5) { nodes { id status } } } }",
                Map.of("id", walletId));
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

    static String held(Customer customer, String walletId) {
        return Customer.text(
                customer.ask(
                        "query W($id: ID!) { wallet(id: $id) { balance { held { amount } } } }",
                        Map.of("id", walletId)),
                "/data/wallet/balance/held/amount");
    }

    /** How often each type of transfer touched the wallet. */
    static Map<String, Integer> booked(Customer customer, String walletId) {
        JsonNode answer = customer.ask(
                "query T($id: ID!) { transfers(filter: {walletId: $id}, first: 100) { nodes { type } } }",
                Map.of("id", walletId));
        Map<String, Integer> counts = new TreeMap<>();
        answer.at("/data/transfers/nodes")
                .forEach(node -> counts.merge(node.path("type").asString(), 1, Integer::sum));
        return counts;
    }

    static List<String> ids(JsonNode nodes) {
        return nodes.valueStream().map(node -> node.path("id").asString()).toList();
    }
}
