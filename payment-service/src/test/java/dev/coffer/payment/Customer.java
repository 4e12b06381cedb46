package dev.coffer.payment;

import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Somebody with a token who uses payment-service over HTTP.
 *
 * @param service the replica that is asked
 */
public record Customer(TestService service, String tenantId, String userId, String token) {

    private static final String OPEN = """
            mutation Open($currency: CurrencyCode!, $category: String) {
              openWallet(input: { currency: $currency, category: $category }) {
                __typename ... on Wallet { id } ... on Refusal { code }
              }
            }""";
    private static final String DEPOSIT = """
            mutation Deposit($input: DepositInput!) {
              deposit(input: $input) {
                __typename
                ... on Deposit {
                  id status walletId amount { amount currency } fee { amount } credited { amount }
                  transferId decline { code message } createdAt settledAt
                }
                ... on Refusal { code message field }
              }
            }""";
    private static final String PAY = """
            mutation Pay($input: TransferFundsInput!) {
              transferFunds(input: $input) {
                __typename
                ... on Transfer { id amount { amount currency } fee { amount } reason at from { walletId } to { walletId } }
                ... on Refusal { code message field }
              }
            }""";
    private static final String WALLETS = """
            query Wallets($users: [_Any!]!) {
              _entities(representations: $users) {
                ... on User { wallets { id currency category balance { available { amount } held { amount } } } }
              }
            }""";

    public static Customer of(TestService service, TestTokens tokens, String tenantId, String userId) {
        return new Customer(service, tenantId, userId, tokens.user(userId, tenantId, "user"));
    }

    /** The same person, served by another replica. */
    public Customer at(TestService replica) {
        return new Customer(replica, tenantId, userId, token);
    }

    public JsonNode ask(String document, Map<String, ?> variables) {
        return service.ask(document, variables, token);
    }

    /** Opens the main wallet, or finds it. @return its id */
    public String open(String currency) {
        return text(ask(OPEN, Map.of("currency", currency)), "/data/openWallet/id");
    }

    public String open(String currency, String category) {
        return text(ask(OPEN, Map.of("currency", currency, "category", category)), "/data/openWallet/id");
    }

    public JsonNode deposit(String walletId, String amount, String currency, String key) {
        return ask(
                DEPOSIT,
                Map.of(
                        "input",
                        Map.of("walletId", walletId, "amount", money(amount, currency), "idempotencyKey", key)));
    }

    /** Opens the main wallet and brings in so much that {@code amount} is left after the fee of nothing below 0.18. */
    public Customer withMoney(String amount, String currency) {
        JsonNode answer = deposit(open(currency), amount, currency, "fund-" + amount + currency);
        if (!text(answer, "/data/deposit/status").equals("COMPLETED")) {
            throw new AssertionError("The deposit that a test begins with: " + answer);
        }
        return this;
    }

    /** @param to input fields that name the payee, and the payer's wallet if need be */
    public JsonNode pay(Map<String, ?> to, String amount, String currency, String key) {
        Map<String, Object> input = new HashMap<>(to);
        input.put("amount", money(amount, currency));
        input.put("idempotencyKey", key);
        return ask(PAY, Map.of("input", input));
    }

    /** @param text as it stands in the JSON, with JSON's escapes */
    public JsonNode payEscaped(String toUserId, String amount, String currency, String field, String text) {
        String key = field.equals("idempotencyKey") ? "" : ", \"idempotencyKey\": \"escaped\"";
        return service.post("""
                {"query": "%s", "variables": {"input": {"toUserId": "%s", "%s": "%s"%s,
                  "amount": {"amount": "%s", "currency": "%s"}}}}""".formatted(PAY.replace("\n", " "), toUserId, field, text, key, amount, currency), token);
    }

    public JsonNode payUser(String userId, String amount, String currency, String key) {
        return pay(Map.of("toUserId", userId), amount, currency, key);
    }

    /** What {@code _entities} answers for the wallets of this user, whoever that is. */
    public JsonNode walletsOf(String otherUserId) {
        return ask(WALLETS, Map.of("users", List.of(Map.of("__typename", "User", "id", otherUserId))));
    }

    /** What is available in the main wallet. */
    public BigDecimal balance(String currency) {
        for (JsonNode wallet : walletsOf(userId).at("/data/_entities/0/wallets")) {
            if (wallet.path("currency").asString().equals(currency)
                    && wallet.path("category").asString().equals("main")) {
                return new BigDecimal(wallet.at("/balance/available/amount").asString());
            }
        }
        throw new AssertionError(userId + " has no main wallet in " + currency);
    }

    public static Map<String, String> money(String amount, String currency) {
        return Map.of("amount", amount, "currency", currency);
    }

    /** The text at {@code pointer}, which must be there. */
    public static String text(JsonNode answer, String pointer) {
        JsonNode found = answer.at(pointer);
        if (found.isMissingNode() || found.isNull()) {
            throw new AssertionError("Nothing at " + pointer + " in " + answer);
        }
        return found.asString();
    }
}
