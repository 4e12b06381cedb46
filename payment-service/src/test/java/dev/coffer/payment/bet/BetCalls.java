package dev.coffer.payment.bet;

import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What tests ask of bets over HTTP. */
final class BetCalls {

    private static final String BET = """
            ... on Bet {
              id walletId player { id } gameId roundId stake { amount } bonusStake { amount } won { amount }
              bonusWon { amount } status createdAt transfers { id type amount { amount } reason }
            }""";
    private static final String FIELDS = "{ __typename " + BET + " ... on Refusal { code message field } }";

    private BetCalls() {}

    static JsonNode place(Customer by, String walletId, String betId, String amount, String key) {
        return place(by, walletId, betId, Map.of(), amount, "EUR", key);
    }

    static JsonNode place(
            Customer by,
            String walletId,
            String betId,
            Map<String, ?> more,
            String amount,
            String currency,
            String key) {
        Map<String, Object> input = new HashMap<>(Map.of("walletId", walletId, "betId", betId, "gameId", "dice"));
        input.put("amount", Customer.money(amount, currency));
        input.put("idempotencyKey", key);
        input.putAll(more);
        return by.ask(
                "mutation P($input: PlaceBetInput!) { placeBet(input: $input) " + FIELDS + " }",
                Map.of("input", input));
    }

    static JsonNode settle(Customer by, String betId, String win, boolean isLast, String key) {
        return settle(by, betId, win, "EUR", isLast, key);
    }

    static JsonNode settle(Customer by, String betId, String win, String currency, boolean isLast, String key) {
        return by.ask(
                "mutation S($input: SettleBetInput!) { settleBet(input: $input) " + FIELDS + " }",
                Map.of(
                        "input",
                        Map.of(
                                "betId",
                                betId,
                                "win",
                                Customer.money(win, currency),
                                "isLast",
                                isLast,
                                "idempotencyKey",
                                key)));
    }

    static JsonNode rollBack(Customer by, String betId, String key) {
        return rollBack(by, betId, "cancelled", key);
    }

    static JsonNode rollBack(Customer by, String betId, String reason, String key) {
        return by.ask(
                "mutation R($input: RollbackBetInput!) { rollbackBet(input: $input) "
                        + FIELDS.replace("... on Refusal", "... on ForestalledBet { id reason at } ... on Refusal")
                        + " }",
                Map.of("input", Map.of("betId", betId, "reason", reason, "idempotencyKey", key)));
    }

    static JsonNode find(Customer by, String betId) {
        return by.ask("query B($id: ID!) { bet(id: $id) { " + BET + " } }", Map.of("id", betId));
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
}
