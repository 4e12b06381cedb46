package dev.coffer.payment.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import dev.coffer.payment.ledger.LedgerVerifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The smallest and largest amounts of every operation over HTTP, in currencies with no, 2, 3, 8 and 9 decimals. */
@ExtendWith(StoresExtension.class)
class AmountsServiceIT {

    private static final long MAX = Long.MAX_VALUE;

    private static Replicas replicas;

    private final AtomicInteger keys = new AtomicInteger();
    private String tenantId = "";
    private Customer fina = unknown();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        // Without limits of a tier: those are in one currency, and not what is looked at here.
        replicas = Replicas.start(database, Map.of("coffer.payment.limits.unknown-tier", "UNLIMITED"));
    }

    @AfterAll
    static void stop() {
        try {
            assertThat(replicas.service().bean(LedgerVerifier.class).verify().flaws())
                    .isEmpty();
        } finally {
            replicas.close();
        }
    }

    private static Customer unknown() {
        return new Customer(replicas.service(), "none", "none", "none");
    }

    @BeforeEach
    void tenant() {
        tenantId = "tenant-" + UUID.randomUUID();
        fina = replicas.staff(tenantId, "fina", "finance");
    }

    /** One way to name an amount: the mutation, its input's type and its input. */
    private record Operation(Customer by, String mutation, Map<String, Object> input) {

        JsonNode with(String amount, String currency, String key) {
            Map<String, Object> whole = new HashMap<>(input);
            whole.put(mutation.equals("setCreditLimit") ? "limit" : "amount", Customer.money(amount, currency));
            whole.put("idempotencyKey", key);
            String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
            return by.ask(
                    "mutation M($input: " + type + "!) { " + mutation
                            + "(input: $input) { __typename ... on Refusal { code field } } }",
                    Map.of("input", whole));
        }
    }

    @ParameterizedTest
    @CsvSource({"JPY, 0", "EUR, 2", "KWD, 3", "BTC, 8", "ETH, 9"})
    void nothing_less_than_nothing_too_much_and_too_fine_is_no_amount_of_any_operation(String currency, int decimals) {
        Customer ann = replicas.customer(tenantId, "ann");
        String wallet = ann.open(currency);
        replicas.customer(tenantId, "ben").open(currency);
        credit(wallet, 10, currency, decimals);
        String paid = text(pay(ann, "ben", 1, currency, decimals), "/transferFunds/id");
        String tooMuch = BigDecimal.valueOf(MAX, decimals)
                .add(BigDecimal.valueOf(1, decimals))
                .toPlainString();
        String tooFine = "1." + "0".repeat(decimals + 1);
        for (Operation operation : operations(ann, wallet, paid)) {
            boolean isCredit = operation.mutation().equals("setCreditLimit");
            List<String> wrong =
                    new ArrayList<>(List.of(text(-1, decimals), tooMuch, tooFine, "-" + text(MAX, decimals)));
            if (!isCredit) {
                wrong.add("0");
                wrong.add(text(0, decimals));
            }
            for (String amount : wrong) {
                JsonNode answer = operation.with(amount, currency, key());
                assertThat(TestService.errorCode(answer))
                        .as("%s of %s %s", operation.mutation(), amount, currency)
                        .isEqualTo("INVALID_INPUT");
                assertThat(answer.at("/errors/0/extensions/field").asString(""))
                        .isEqualTo(isCredit ? "input.limit" : "input.amount");
            }
            if (isCredit) {
                assertThat(code(operation.with(text(0, decimals), currency, key())))
                        .isEmpty();
            }
        }
        assertThat(ann.balance(currency)).isEqualByComparingTo(text(9, decimals));
    }

    private List<Operation> operations(Customer ann, String wallet, String paid) {
        Map<String, Object> ben = Map.of("toUserId", "ben");
        Map<String, Object> mine = Map.of("walletId", wallet);
        Map<String, Object> theirs = Map.of("walletId", wallet, "reason", "why not");
        Map<String, Object> debit = new HashMap<>(theirs);
        debit.put("direction", "DEBIT");
        return List.of(
                new Operation(ann, "transferFunds", ben),
                new Operation(ann, "holdFunds", ben),
                new Operation(ann, "deposit", mine),
                new Operation(ann, "withdraw", Map.of("walletId", wallet, "destination", "ba_1")),
                new Operation(ann, "placeBet", Map.of("walletId", wallet, "gameId", "dice", "betId", tenantId)),
                new Operation(fina, "adjustWallet", debit),
                new Operation(fina, "setCreditLimit", theirs),
                new Operation(fina, "reverseTransfer", Map.of("transferId", paid, "reason", "why not")));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 0", "EUR, 2", "KWD, 3", "BTC, 8", "ETH, 9"})
    void one_minor_unit_goes_through_every_operation(String currency, int decimals) {
        Customer ann = replicas.customer(tenantId, "ann");
        Customer ben = replicas.customer(tenantId, "ben");
        String wallet = ann.open(currency);
        ben.open(currency);
        String one = text(1, decimals);

        assertThat(text(ann.deposit(wallet, one, currency, key()), "/deposit/credited/amount"))
                .isEqualTo(one);
        String paid = text(pay(ann, "ben", 1, currency, decimals), "/transferFunds/id");
        assertThat(ben.balance(currency)).isEqualByComparingTo(one);
        assertThat(code(new Operation(fina, "reverseTransfer", Map.of("transferId", paid, "reason", "why not"))
                        .with(one, currency, key())))
                .isEmpty();
        assertThat(ann.balance(currency)).isEqualByComparingTo(one);
        String held = hold(ann, "ben", one, currency);
        assertThat(code(capture(ben, held, one, currency))).isEmpty();
        assertThat(ben.balance(currency)).isEqualByComparingTo(one);
        assertThat(code(pay(ann, "ben", 1, currency, decimals))).isEqualTo("INSUFFICIENT_FUNDS");
        credit(wallet, 1, currency, decimals);
        for (Operation operation : List.of(
                new Operation(ann, "placeBet", Map.of("walletId", wallet, "gameId", "dice", "betId", tenantId)),
                new Operation(fina, "setCreditLimit", Map.of("walletId", wallet, "reason", "why not")))) {
            assertThat(code(operation.with(one, currency, key())))
                    .as(operation.mutation())
                    .isEmpty();
        }
        assertThat(code(pay(ann, "ben", 1, currency, decimals))).isEmpty();
        assertThat(code(pay(ann, "ben", 1, currency, decimals))).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(ann.balance(currency)).isEqualByComparingTo(text(-1, decimals));
        assertThat(ben.balance(currency)).isEqualByComparingTo(text(2, decimals));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 0", "EUR, 2", "KWD, 3", "BTC, 8", "ETH, 9"})
    void a_wallet_is_filled_to_the_last_unit_and_no_operation_puts_another_in(String currency, int decimals) {
        Customer ann = replicas.customer(tenantId, "ann");
        Customer ben = replicas.customer(tenantId, "ben");
        Customer carl = replicas.customer(tenantId, "carl");
        String wallet = ann.open(currency);
        ben.open(currency);
        String carls = carl.open(currency);
        String max = text(MAX, decimals);
        assertThat(code(credit(wallet, MAX - 1, currency, decimals))).isEmpty();
        // Takes the account for corrections to the least that it can hold, too.
        assertThat(code(credit(carls, 2, currency, decimals))).isEmpty();

        assertThat(code(pay(carl, "ann", 2, currency, decimals))).isEqualTo("BALANCE_OVERFLOW");
        assertThat(code(pay(carl, "ann", 1, currency, decimals))).isEmpty();
        assertThat(ann.balance(currency)).isEqualByComparingTo(max);
        assertThat(code(pay(carl, "ann", 1, currency, decimals))).isEqualTo("BALANCE_OVERFLOW");
        assertThat(code(credit(wallet, 1, currency, decimals))).isEqualTo("BALANCE_OVERFLOW");
        assertThat(code(ann.deposit(wallet, text(100, decimals), currency, key())))
                .isEqualTo("BALANCE_OVERFLOW");

        String held = hold(ann, "ben", max, currency);
        assertThat(code(pay(carl, "ann", 1, currency, decimals))).isEqualTo("BALANCE_OVERFLOW");
        assertThat(code(capture(ben, held, text(MAX - 1, decimals), currency))).isEmpty();
        assertThat(code(capture(ben, held, text(2, decimals), currency))).isEqualTo("HOLD_EXCEEDED");
        assertThat(code(capture(ben, held, text(1, decimals), currency))).isEmpty();
        assertThat(ben.balance(currency)).isEqualByComparingTo(max);
        String back = text(pay(ben, "ann", MAX, currency, decimals), "/transferFunds/id");
        assertThat(code(new Operation(fina, "reverseTransfer", Map.of("transferId", back, "reason", "why not"))
                        .with(max, currency, key())))
                .isEmpty();
        assertThat(ben.balance(currency)).isEqualByComparingTo(max);
        assertThat(code(new Operation(fina, "setCreditLimit", Map.of("walletId", wallet, "reason", "why not"))
                        .with(max, currency, key())))
                .isEmpty();
        assertThat(code(pay(ann, "ben", 1, currency, decimals))).isEqualTo("BALANCE_OVERFLOW");
        replicas.customer(tenantId, "dora").open(currency);
        assertThat(code(pay(ann, "dora", MAX, currency, decimals))).isEmpty();
        assertThat(ann.balance(currency)).isEqualByComparingTo("-" + max);
        assertThat(code(pay(ann, "carl", 1, currency, decimals))).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(code(ann.deposit(wallet, text(100, decimals), currency, key())))
                .isEmpty();
    }

    private JsonNode credit(String walletId, long minor, String currency, int decimals) {
        return new Operation(
                        fina, "adjustWallet", Map.of("walletId", walletId, "direction", "CREDIT", "reason", "why not"))
                .with(text(minor, decimals), currency, key());
    }

    private JsonNode pay(Customer from, String to, long minor, String currency, int decimals) {
        return from.payUser(to, text(minor, decimals), currency, key());
    }

    private String hold(Customer from, String to, String amount, String currency) {
        JsonNode made = from.ask(
                "mutation H($input: HoldFundsInput!) { holdFunds(input: $input) { ... on Hold { id } ... on Refusal { code } } }",
                Map.of(
                        "input",
                        Map.of("toUserId", to, "amount", Customer.money(amount, currency), "idempotencyKey", key())));
        return text(made, "/holdFunds/id");
    }

    private JsonNode capture(Customer by, String holdId, String amount, String currency) {
        return new Operation(by, "captureHold", Map.of("holdId", holdId)).with(amount, currency, key());
    }

    private String key() {
        return "key-" + keys.incrementAndGet();
    }

    private static String text(long minor, int decimals) {
        return BigDecimal.valueOf(minor, decimals).toPlainString();
    }

    private static String text(JsonNode answer, String pointer) {
        return Customer.text(answer, "/data" + pointer);
    }

    /** A refusal's code, an error's code, or empty. */
    private static String code(JsonNode answer) {
        for (JsonNode result : answer.path("data")) {
            if (!result.path("code").asString("").isEmpty()) {
                return result.path("code").asString();
            }
        }
        return TestService.errorCode(answer);
    }
}
