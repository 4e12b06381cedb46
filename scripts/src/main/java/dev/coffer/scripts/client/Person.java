package dev.coffer.scripts.client;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody who uses the API: registers, signs in, and then does things with their own token. */
public final class Person {

    /** What a step tells is that something comes, not how soon: a loaded machine takes its time. */
    private static final int PATIENCE_SECONDS = 60;

    private static final int LOOK_EVERY_MILLIS = 50;

    private static final String REGISTER = """
            mutation Register($input: RegisterInput!) {
              register(input: $input) { __typename ... on User { id } ... on Refusal { code message } }
            }""";
    private static final String LOGIN = """
            mutation Login($input: LoginInput!) {
              login(input: $input) {
                __typename
                ... on Session { id accessToken refreshToken user { id } }
                ... on Refusal { code message }
              }
            }""";
    private static final String WALLETS =
            "{ me { id wallets { id currency category balance { available { amount } } } } }";
    private static final String DEPOSIT = """
            mutation Deposit($input: DepositInput!) {
              deposit(input: $input) {
                __typename
                ... on Deposit { id status amount { amount currency } fee { amount currency } }
                ... on Refusal { code message field }
              }
            }""";
    private static final String TRANSFER = """
            mutation Pay($input: TransferFundsInput!) {
              transferFunds(input: $input) {
                __typename
                ... on Transfer { id amount { amount currency } fee { amount } }
                ... on Refusal { code message field }
              }
            }""";

    private final GatewayClient client;
    private final String email;
    private final String password;
    private @Nullable String accessToken;
    private @Nullable String refreshToken;
    private @Nullable String id;

    public Person(GatewayClient client, String email, String password) {
        this.client = client;
        this.email = email;
        this.password = password;
    }

    /** Somebody new, with an address and a password that nobody had before. */
    public static Person unknown(GatewayClient client, String name) {
        String unique = UUID.randomUUID().toString().substring(0, 13);
        return new Person(client, name + "-" + unique + "@example.com", "correct horse " + unique);
    }

    public Answer tryRegister(String displayName) {
        return client.ask(
                REGISTER,
                Map.of("input", Map.of("email", email, "password", password, "displayName", displayName)),
                null);
    }

    public Answer tryLogin() {
        return client.ask(LOGIN, Map.of("input", Map.of("identifier", email, "password", password)), null);
    }

    /** Registers and signs in. */
    public Person join(String displayName) {
        Answer registered = tryRegister(displayName).ok();
        if (!registered.text("/register/__typename").equals("User")) {
            throw new AssertionError("Registration refused: " + registered.shown());
        }
        return login();
    }

    private static boolean isBeingSetUp(Answer login) {
        return login.at("/login/code").asString("").equals("ACCOUNT_PENDING");
    }

    /** Signs in; waits for an account that is still being set up. */
    public Person login() {
        Answer[] tried = new Answer[1];
        await("an account that is set up for " + email, () -> {
            tried[0] = tryLogin();
            return !isBeingSetUp(tried[0]);
        });
        Answer session = tried[0].ok();
        accessToken = session.text("/login/accessToken");
        refreshToken = session.text("/login/refreshToken");
        id = session.text("/login/user/id");
        return this;
    }

    public Answer ask(String document, Map<String, ?> variables) {
        return client.ask(document, variables, token());
    }

    /** Subscribes; what happens from now on is told. */
    public LiveEvents follow(String subscription) {
        return client.subscribe(subscription, token());
    }

    public Answer ask(String document) {
        return ask(document, Map.of());
    }

    /** The id of the main wallet in this currency; waits for it, because it is opened by an event after registration. */
    public String wallet(String currency) {
        JsonNode[] found = new JsonNode[1];
        await("a wallet in " + currency + " for " + email, () -> {
            found[0] = walletNode(currency);
            return found[0] != null;
        });
        return found[0].path("id").asString();
    }

    /** What is available in the main wallet's real pocket. */
    public BigDecimal balance(String currency) {
        JsonNode wallet = walletNode(currency);
        if (wallet == null) {
            throw new AssertionError(email + " has no wallet in " + currency);
        }
        return new BigDecimal(wallet.at("/balance/available/amount").asString());
    }

    private @Nullable JsonNode walletNode(String currency) {
        for (JsonNode wallet : ask(WALLETS).ok().at("/me/wallets")) {
            if (wallet.path("currency").asString().equals(currency)
                    && wallet.path("category").asString().equals("main")) {
                return wallet;
            }
        }
        return null;
    }

    public Answer deposit(String walletId, String amount, String currency, String key) {
        return ask(
                DEPOSIT,
                Map.of(
                        "input",
                        Map.of("walletId", walletId, "amount", money(amount, currency), "idempotencyKey", key)));
    }

    /** @param fromWalletId null for the sender's main wallet in the currency */
    public Answer pay(@Nullable String fromWalletId, String toUserId, String amount, String currency, String key) {
        return payBy(client, fromWalletId, toUserId, amount, currency, key);
    }

    /** Likewise, by another way than usual. */
    public Answer payBy(
            GatewayClient way,
            @Nullable String fromWalletId,
            String toUserId,
            String amount,
            String currency,
            String key) {
        Map<String, Object> input = new HashMap<>();
        input.put("toUserId", toUserId);
        input.put("amount", money(amount, currency));
        input.put("idempotencyKey", key);
        if (fromWalletId != null) {
            input.put("fromWalletId", fromWalletId);
        }
        return way.ask(TRANSFER, Map.of("input", input), token());
    }

    public static Map<String, String> money(String amount, String currency) {
        return Map.of("amount", amount, "currency", currency);
    }

    public String token() {
        return required(accessToken, "signed in");
    }

    public String refreshToken() {
        return required(refreshToken, "signed in");
    }

    public String id() {
        return required(id, "signed in");
    }

    public String email() {
        return email;
    }

    public String password() {
        return password;
    }

    private String required(@Nullable String value, String state) {
        if (value == null) {
            throw new IllegalStateException(email + " is not " + state);
        }
        return value;
    }

    /** Looks until {@code condition} holds. @throws AssertionError after {@value #PATIENCE_SECONDS} s */
    public static void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE_SECONDS, condition);
    }

    /** Looks until {@code condition} holds. @throws AssertionError after so many seconds */
    public static void await(String what, int seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("No sign of " + what + " within " + seconds + " s");
            }
            try {
                new CountDownLatch(1).await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for " + what, e);
            }
        }
    }
}
