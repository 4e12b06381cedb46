package dev.coffer.payment.hold;

import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds as clients ask for them. */
final class HoldCalls {

    private static final String FIELDS = """
            { __typename
              ... on Hold {
                id walletId payer { id } payee { walletId user { id } houseAccount }
                amount { amount currency } fee { amount } captured { amount } remaining { amount }
                status expiresAt reason createdAt
                transfers { id type amount { amount } fee { amount } holdId }
              }
              ... on Refusal { code message field } }""";

    private HoldCalls() {}

    /** @param more fields of the input besides amount and key: the payee, at least */
    static JsonNode hold(Customer customer, Map<String, ?> more, String amount, String currency, String key) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("amount", Customer.money(amount, currency));
        input.put("idempotencyKey", key);
        return customer.ask(
                "mutation H($input: HoldFundsInput!) { holdFunds(input: $input) " + FIELDS + " }",
                Map.of("input", input));
    }

    static JsonNode hold(Customer customer, String toUserId, String amount, String key) {
        return hold(customer, Map.of("toUserId", toUserId), amount, "EUR", key);
    }

    /** @param amount in EUR, or null for all that remains */
    static JsonNode capture(
            Customer customer, String holdId, @Nullable String amount, boolean releaseRest, String key) {
        Map<String, Object> input = new HashMap<>();
        input.put("holdId", holdId);
        input.put("releaseRest", releaseRest);
        input.put("idempotencyKey", key);
        if (amount != null) {
            input.put("amount", Customer.money(amount, "EUR"));
        }
        return capture(customer, input);
    }

    static JsonNode capture(Customer customer, Map<String, ?> input) {
        return customer.ask(
                "mutation C($input: CaptureHoldInput!) { captureHold(input: $input) " + FIELDS + " }",
                Map.of("input", input));
    }

    static JsonNode giveBack(Customer customer, String holdId, String key) {
        return customer.ask(
                "mutation V($input: VoidHoldInput!) { voidHold(input: $input) " + FIELDS + " }",
                Map.of("input", Map.of("holdId", holdId, "idempotencyKey", key)));
    }

    static JsonNode find(Customer customer, String holdId) {
        return customer.ask(
                "query F($id: ID!) { hold(id: $id) " + FIELDS.replace("... on Refusal { code message field }", "")
                        + " }",
                Map.of("id", holdId));
    }

    /** What the one field of the answer says, or the error: a refusal's code, an error's code, or empty. */
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

    /** What is set aside in a wallet's real pocket. */
    static String held(Customer customer, String walletId) {
        return Customer.text(
                customer.ask(
                        "query W($id: ID!) { wallet(id: $id) { balance { held { amount } } } }",
                        Map.of("id", walletId)),
                "/data/wallet/balance/held/amount");
    }
}
