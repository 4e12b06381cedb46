package dev.coffer.payment.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Dry runs of holds, deposits, withdrawals, bets and exchanges over HTTP: each answers what the same request then does for real, and
 * leaves no trace in any collection. Ann has 4855.00 EUR.
 */
@ExtendWith(StoresExtension.class)
class DryRunIT {

    private static final Duration QUIET = Duration.ofMillis(400);
    private static final String TRANSFERS = "transfers { type status amount { amount } fee { amount } }";
    private static final String HOLD =
            "... on Hold { id isDryRun status fee { amount } captured { amount } remaining { amount } " + TRANSFERS
                    + " }";
    private static final String BET =
            "... on Bet { isDryRun status stake { amount } won { amount } " + TRANSFERS + " }";
    private static final String DEPOSIT =
            "... on Deposit { id isDryRun status fee { amount } credited { amount } transferId decline { code } }";
    private static final String WITHDRAWAL =
            "... on Withdrawal { id isDryRun status fee { amount } approval { at } declined { reason } }";
    private static final String EXCHANGE =
            "... on Exchange { transfer { type status } quote { bought { amount } spread { amount } } }";

    private static Replicas replicas;

    private Customer ann = nobody();
    private Customer bob = nobody();
    private Customer game = nobody();
    private Customer fina = nobody();
    private String wallet = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = Replicas.start(database, Map.of());
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    private static Customer nobody() {
        return replicas.customer("none", "none");
    }

    @BeforeEach
    void annAndOthers() {
        String tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann").withMoney("5000.00", "EUR");
        bob = replicas.customer(tenantId, "bob");
        bob.open("EUR");
        game = replicas.staff(tenantId, "game", "game-provider");
        fina = replicas.staff(tenantId, "fina", "finance");
        wallet = ann.open("EUR");
    }

    private static JsonNode ask(Customer by, String mutation, Map<String, ?> input, String selection) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return by.ask(
                        "mutation M($input: " + type + "!) { " + mutation + "(input: $input) { __typename " + selection
                                + " ... on Refusal { code field } } }",
                        Map.of("input", input))
                .path("data")
                .path(mutation);
    }

    /** A dry run, twice, which nobody can find afterwards. */
    private JsonNode dry(Customer by, String mutation, Map<String, ?> input, String selection) {
        Map<String, Object> dry = new HashMap<>(input);
        dry.put("dryRun", true);
        String before = quietFingerprint();
        JsonNode answer = ask(by, mutation, dry, selection);
        JsonNode again = ask(by.at(replicas.other()), mutation, dry, selection);
        assertThat(fingerprint()).as(mutation).isEqualTo(before);
        assertThat(again.path("status")).isEqualTo(answer.path("status"));
        assertThat(again.path("code")).isEqualTo(answer.path("code"));
        return answer;
    }

    /** Dry, and then for real: a refusal is the same both times. */
    private void refusedAlike(String code, Customer by, String mutation, Map<String, ?> input) {
        assertThat(dry(by, mutation, input, "").path("code").asString("")).isEqualTo(code);
        assertThat(ask(by, mutation, input, "").path("code").asString("")).isEqualTo(code);
    }

    /** All that any collection has about the tenant. */
    private String fingerprint() {
        MongoDatabase database = replicas.service().bean(MongoDatabase.class);
        Map<String, List<String>> found = new TreeMap<>();
        for (String collection : database.listCollectionNames()) {
            List<String> documents = new ArrayList<>();
            for (Document document : database.getCollection(collection).find()) {
                String json = document.toJson();
                if (json.contains(ann.tenantId())) {
                    documents.add(json);
                }
            }
            documents.sort(String::compareTo);
            found.put(collection, documents);
        }
        found.values().removeIf(List::isEmpty);
        assertThat(found).containsKeys("wallets", "transfers");
        return found.toString();
    }

    /** Once whatever follows from what went before is over. */
    private String quietFingerprint() {
        String[] last = {fingerprint()};
        await().pollInterval(QUIET).until(() -> {
            String before = last[0];
            last[0] = fingerprint();
            return last[0].equals(before);
        });
        return last[0];
    }

    private static String at(JsonNode answer, String pointer) {
        return Customer.text(answer, pointer);
    }

    @Test
    void a_hold_its_capture_and_its_end() {
        Map<String, Object> hold =
                Map.of("toUserId", "bob", "amount", Customer.money("10.00", "EUR"), "idempotencyKey", "h");
        JsonNode dry = dry(ann, "holdFunds", hold, HOLD);
        assertThat(at(dry, "/isDryRun")).isEqualTo("true");
        assertThat(at(dry, "/status")).isEqualTo("OPEN");
        assertThat(at(dry, "/transfers/0/status")).isEqualTo("DRY_RUN");
        JsonNode real = ask(ann, "holdFunds", hold, HOLD);
        assertThat(at(real, "/isDryRun")).isEqualTo("false");
        assertThat(at(real, "/fee/amount")).isEqualTo(at(dry, "/fee/amount"));

        Map<String, Object> part =
                Map.of("holdId", at(real, "/id"), "amount", Customer.money("4.00", "EUR"), "idempotencyKey", "c");
        JsonNode captured = dry(bob, "captureHold", part, HOLD);
        assertThat(at(captured, "/remaining/amount")).isEqualTo("6.00");
        assertThat(at(captured, "/transfers/0/status")).isEqualTo("DRY_RUN");
        Map<String, Object> end = Map.of("holdId", at(real, "/id"), "idempotencyKey", "v");
        assertThat(at(dry(bob, "voidHold", end, HOLD), "/status")).isEqualTo("VOIDED");
        refusedAlike("NOT_BY_PAYER", ann, "voidHold", end);
        ask(bob, "voidHold", end, HOLD);
        JsonNode repeat = dry(bob, "voidHold", end, HOLD);
        assertThat(repeat.path("transfers")).hasSize(1);
        assertThat(at(repeat, "/transfers/0/status")).isEqualTo("COMPLETED");
        refusedAlike("HOLD_ENDED", bob, "captureHold", part);
        Map<String, Object> tooMuch =
                Map.of("toUserId", "bob", "amount", Customer.money("9999.00", "EUR"), "idempotencyKey", "x");
        refusedAlike("INSUFFICIENT_FUNDS", ann, "holdFunds", tooMuch);
    }

    @Test
    void a_bet_its_settlement_and_its_rollback() {
        Map<String, Object> place = Map.of(
                "walletId", wallet,
                "betId", "spin",
                "gameId", "dice",
                "amount", Customer.money("2.50", "EUR"),
                "idempotencyKey", "p");
        Map<String, Object> win = Map.of("betId", "spin", "win", Customer.money("5.00", "EUR"), "idempotencyKey", "s");
        Map<String, Object> back = Map.of("betId", "spin", "reason", "cancelled", "idempotencyKey", "r");
        JsonNode forestalled = dry(game, "rollbackBet", back, "... on ForestalledBet { id isDryRun }");
        assertThat(at(forestalled, "/__typename")).isEqualTo("ForestalledBet");
        refusedAlike("BET_NOT_FOUND", game, "settleBet", win);
        JsonNode dry = dry(game, "placeBet", place, BET);
        assertThat(at(dry, "/status")).isEqualTo("OPEN");
        assertThat(at(dry, "/transfers/0/status")).isEqualTo("DRY_RUN");
        assertThat(at(ask(game, "placeBet", place, BET), "/status")).isEqualTo("OPEN");

        Map<String, Object> later = new HashMap<>(win);
        later.put("idempotencyKey", "s2");
        JsonNode settled = dry(game, "settleBet", later, BET);
        assertThat(at(settled, "/status")).isEqualTo("CLOSED");
        assertThat(at(settled, "/won/amount")).isEqualTo("5.00");
        assertThat(at(settled, "/transfers/1/status")).isEqualTo("DRY_RUN");
        assertThat(at(dry(game, "rollbackBet", back, BET), "/status")).isEqualTo("ROLLED_BACK");
        assertThat(at(ask(game, "settleBet", later, BET), "/status")).isEqualTo("CLOSED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4857.50");
    }

    @Test
    void a_deposit_asks_no_provider_and_shows_the_fee() {
        Map<String, Object> deposit =
                Map.of("walletId", wallet, "amount", Customer.money("10.13", "EUR"), "idempotencyKey", "d");
        JsonNode dry = dry(ann, "deposit", deposit, DEPOSIT);
        assertThat(at(dry, "/status")).isEqualTo("PENDING");
        assertThat(at(dry, "/isDryRun")).isEqualTo("true");
        assertThat(at(dry, "/fee/amount")).isEqualTo("0.29");
        assertThat(at(ask(ann, "deposit", deposit, DEPOSIT), "/status")).isEqualTo("DECLINED");
        assertThat(at(dry(ann, "deposit", deposit, DEPOSIT), "/decline/code")).isEqualTo("PAYMENT_DECLINED");
        Map<String, Object> yen =
                Map.of("walletId", wallet, "amount", Customer.money("10", "JPY"), "idempotencyKey", "y");
        refusedAlike("CURRENCY_MISMATCH", ann, "deposit", yen);
        Map<String, Object> other =
                Map.of("walletId", wallet, "amount", Customer.money("11.00", "EUR"), "idempotencyKey", "d");
        refusedAlike("IDEMPOTENCY_KEY_REUSED", ann, "deposit", other);
    }

    @Test
    void a_withdrawal_and_what_staff_decides_about_it() {
        Map<String, Object> small = withdrawal("10.00", "w");
        JsonNode dry = dry(ann, "withdraw", small, WITHDRAWAL);
        assertThat(at(dry, "/status")).isEqualTo("PAYING");
        assertThat(at(dry, "/fee/amount")).isEqualTo("0.10");
        assertThat(at(ask(ann, "withdraw", small, WITHDRAWAL), "/status")).isEqualTo("COMPLETED");
        refusedAlike("INSUFFICIENT_FUNDS", ann, "withdraw", withdrawal("4999.00", "much"));

        Map<String, Object> large = withdrawal("2000.00", "large");
        assertThat(at(dry(ann, "withdraw", large, WITHDRAWAL), "/status")).isEqualTo("AWAITING_APPROVAL");
        String id = at(ask(ann, "withdraw", large, WITHDRAWAL), "/id");
        Map<String, Object> yes = Map.of("transferId", id);
        Map<String, Object> no = Map.of("transferId", id, "reason", "a test");
        assertThat(at(dry(fina, "approveTransfer", yes, WITHDRAWAL), "/status")).isEqualTo("PAYING");
        assertThat(at(dry(fina, "declineTransfer", no, WITHDRAWAL), "/declined/reason"))
                .isEqualTo("a test");
        assertThat(at(ask(fina, "approveTransfer", yes, WITHDRAWAL), "/status")).isEqualTo("COMPLETED");
        refusedAlike("NOT_AWAITING_APPROVAL", fina, "declineTransfer", no);
    }

    private Map<String, Object> withdrawal(String amount, String key) {
        return Map.of(
                "walletId",
                wallet,
                "amount",
                Customer.money(amount, "EUR"),
                "destination",
                "ba_simulated",
                "idempotencyKey",
                key);
    }

    @Test
    void an_exchange_uses_no_quote_and_makes_none() {
        String dollars = ann.open("USD");
        ask(fina, "setExchangeRate", Map.of("from", "EUR", "to", "USD", "rate", "1.25"), "");
        Map<String, Object> quote = Map.of("amount", Customer.money("10.00", "EUR"), "to", "USD");
        String quoteId = at(ask(ann, "quoteExchange", quote, "... on ExchangeQuote { id }"), "/id");
        Map<String, Object> byQuote = Map.of("quoteId", quoteId, "idempotencyKey", "q");
        JsonNode dry = dry(ann, "exchange", byQuote, EXCHANGE);
        assertThat(at(dry, "/transfer/status")).isEqualTo("DRY_RUN");
        assertThat(at(dry, "/quote/bought/amount")).isEqualTo("12.37");
        assertThat(at(ask(ann, "exchange", byQuote, EXCHANGE), "/transfer/status"))
                .isEqualTo("COMPLETED");
        refusedAlike("QUOTE_USED", ann, "exchange", Map.of("quoteId", quoteId, "idempotencyKey", "q2"));
        String unused = at(ask(ann, "quoteExchange", quote, "... on ExchangeQuote { id }"), "/id");
        refusedAlike("IDEMPOTENCY_KEY_REUSED", ann, "exchange", Map.of("quoteId", unused, "idempotencyKey", "q"));

        Map<String, Object> atOnce =
                Map.of("amount", Customer.money("10.00", "EUR"), "toWalletId", dollars, "idempotencyKey", "a");
        assertThat(at(dry(ann, "exchange", atOnce, EXCHANGE), "/transfer/status"))
                .isEqualTo("DRY_RUN");
        assertThat(at(ask(ann, "exchange", atOnce, EXCHANGE), "/transfer/status"))
                .isEqualTo("COMPLETED");
        refusedAlike(
                "INSUFFICIENT_FUNDS",
                ann,
                "exchange",
                Map.of("amount", Customer.money("9999.00", "EUR"), "toWalletId", dollars, "idempotencyKey", "much"));
    }

    @Test
    void a_dry_run_needs_the_permission_of_the_real_thing() {
        Map<String, Object> win =
                Map.of("betId", "spin", "win", Customer.money("5.00", "EUR"), "idempotencyKey", "s", "dryRun", true);
        assertThat(TestService.errorCode(ann.ask(
                        "mutation M($input: SettleBetInput!) { settleBet(input: $input) { __typename } }",
                        Map.of("input", win))))
                .isEqualTo("FORBIDDEN");
    }
}
