package dev.coffer.payment.transfer;

import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Corrections as staff asks for them. */
final class CorrectionCalls {

    private static final String FIELDS = """
            { __typename
              ... on Transfer {
                id type status amount { amount currency } fee { amount } reversesId reason
                from { walletId houseAccount user { id } } to { walletId houseAccount user { id } }
              }
              ... on Refusal { code message field } }""";

    private CorrectionCalls() {}

    /** @param amount in EUR, or null for the whole of it */
    static JsonNode reverse(Customer staff, String transferId, @Nullable String amount, String key) {
        Map<String, Object> input =
                new HashMap<>(Map.of("transferId", transferId, "reason", "Paid twice", "idempotencyKey", key));
        if (amount != null) {
            input.put("amount", Customer.money(amount, "EUR"));
        }
        return reverse(staff, input);
    }

    static JsonNode reverse(Customer staff, Map<String, ?> input) {
        return staff.ask(
                "mutation R($input: ReverseTransferInput!) { reverseTransfer(input: $input) " + FIELDS + " }",
                Map.of("input", input));
    }

    static JsonNode adjust(
            Customer staff, String walletId, String direction, String amount, String currency, String key) {
        return adjust(
                staff,
                Map.of(
                        "walletId",
                        walletId,
                        "direction",
                        direction,
                        "amount",
                        Customer.money(amount, currency),
                        "reason",
                        "Goodwill",
                        "idempotencyKey",
                        key));
    }

    static JsonNode adjust(Customer staff, Map<String, ?> input) {
        return staff.ask(
                "mutation A($input: AdjustWalletInput!) { adjustWallet(input: $input) " + FIELDS + " }",
                Map.of("input", input));
    }

    /** A refusal's code, an error's code, or empty. */
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
}
