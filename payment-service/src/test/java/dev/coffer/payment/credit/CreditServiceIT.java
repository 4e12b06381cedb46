package dev.coffer.payment.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import dev.coffer.payment.ledger.LedgerVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Credit limits over HTTP, on two replicas with the real stores. Ann has a wallet with nothing in it. */
@ExtendWith(StoresExtension.class)
class CreditServiceIT {

    private static final int AT_ONCE = 16;

    private static Replicas replicas;

    private String tenantId = "";
    private String wallet = "";
    private Customer ann = unknown();
    private Customer ben = unknown();
    private Customer fina = unknown();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = Replicas.start(database, Map.of());
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
    void annBenAndStaff() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann");
        ben = replicas.customer(tenantId, "ben");
        wallet = ann.open("EUR");
        ben.open("EUR");
        fina = replicas.staff(tenantId, "fina", "finance");
    }

    @Test
    void what_finance_grants_can_be_drawn_to_the_cent_at_every_replica() {
        JsonNode set = limit(fina, "25.00", "EUR", "grant");

        assertThat(set.at("/data/setCreditLimit/type").asString("")).isEqualTo("CREDIT_LIMIT");
        assertThat(set.at("/data/setCreditLimit/amount/amount").asString("")).isEqualTo("25.00");
        assertThat(set.at("/data/setCreditLimit/reason").asString("")).isEqualTo("Good customer");
        assertThat(fields()).containsExactly("0.00", "25.00", "25.00");
        JsonNode over = ann.at(replicas.other()).payUser("ben", "25.01", "EUR", "over");
        assertThat(over.at("/data/transferFunds/code").asString("")).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(over.at("/data/transferFunds/field").asString("")).isEqualTo("input.amount");
        ann.at(replicas.other()).payUser("ben", "20.00", "EUR", "inside");
        ann.payUser("ben", "5.00", "EUR", "edge");
        assertThat(fields()).containsExactly("-25.00", "25.00", "0.00");
        assertThat(ben.balance("EUR")).isEqualByComparingTo("25.00");
        JsonNode book = ann.ask(
                "query B($id: ID!) { transactions(walletId: $id, last: 1) { nodes { kind amount { amount } } } }",
                Map.of("id", wallet));
        assertThat(Customer.text(book, "/data/transactions/nodes/0/kind")).isEqualTo("CREDIT_LIMIT");
        assertThat(Customer.text(book, "/data/transactions/nodes/0/amount/amount"))
                .isEqualTo("0.00");
    }

    @Test
    void without_a_limit_in_the_input_there_is_none_and_what_is_drawn_stays_drawn() {
        limit(fina, "25.00", "EUR", "grant");
        ann.payUser("ben", "10.00", "EUR", "pay");

        assertThat(code(limit(fina, null, "EUR", "none"))).isEmpty();

        assertThat(fields()).containsExactly("-10.00", "0.00", "0.00");
        assertThat(ann.payUser("ben", "0.01", "EUR", "more")
                        .at("/data/transferFunds/code")
                        .asString(""))
                .isEqualTo("INSUFFICIENT_FUNDS");
    }

    @Test
    void a_deposit_pays_the_debt_also_where_it_is_beyond_a_lowered_limit() {
        limit(fina, "200.00", "EUR", "grant");
        ann.payUser("ben", "150.00", "EUR", "pay");
        assertThat(Customer.text(ann.deposit(wallet, "100.00", "EUR", "in"), "/data/deposit/status"))
                .isEqualTo("COMPLETED");
        assertThat(fields()).containsExactly("-52.90", "200.00", "147.10");
        limit(fina, "1.00", "EUR", "lower");

        assertThat(Customer.text(ann.deposit(wallet, "10.00", "EUR", "more"), "/data/deposit/status"))
                .isEqualTo("COMPLETED");

        assertThat(fields()).containsExactly("-43.19", "1.00", "0.00");
    }

    @Test
    void a_limit_is_no_money_in_the_statistics() {
        limit(fina, "25.00", "EUR", "grant");

        JsonNode stats = fina.ask(
                "query S($from: Instant!, $to: Instant!) { paymentStats(from: $from, to: $to) { type count total } }",
                Map.of(
                        "from", Instant.now().minus(Duration.ofHours(1)).toString(),
                        "to", Instant.now().plus(Duration.ofHours(1)).toString()));

        assertThat(stats.at("/data/paymentStats").size()).isEqualTo(1);
        assertThat(Customer.text(stats, "/data/paymentStats/0/type")).isEqualTo("CREDIT_LIMIT");
        assertThat(stats.at("/data/paymentStats/0/count").asInt()).isEqualTo(1);
        assertThat(Customer.text(stats, "/data/paymentStats/0/total")).isEqualTo("0.00");
    }

    @Test
    void a_repeat_is_the_same_and_many_at_once_are_one() {
        List<JsonNode> answers = Together.ask(
                AT_ONCE,
                () -> limit(fina, "5.00", "EUR", "key"),
                () -> limit(fina.at(replicas.other()), "5.0", "EUR", "key"));

        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(code(answers.getFirst())).isEmpty();
        for (JsonNode changed : List.of(
                limit(fina, "5.01", "EUR", "key"), limit(fina, null, "EUR", "key"), limit(fina, "5", "USD", "key"))) {
            assertThat(code(changed)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }
        assertThat(fields()).containsExactly("0.00", "5.00", "5.00");
    }

    @Test
    void a_dry_run_says_what_would_be_and_does_nothing() {
        Map<String, Object> input = input("5.00", "EUR", "dry");
        input.put("dryRun", true);
        JsonNode dry = limit(fina, input);

        assertThat(dry.at("/data/setCreditLimit/status").asString("")).isEqualTo("DRY_RUN");
        assertThat(fields()).containsExactly("0.00", "0.00", "0.00");
        assertThat(code(limit(fina, "6.00", "EUR", "dry"))).isEmpty();
    }

    @Test
    void nobody_but_finance_and_administrators_grants_and_they_not_to_themselves() {
        for (Customer no : List.of(ann, replicas.staff(tenantId, "olga", "operator"))) {
            assertThat(code(limit(no, "1.00", "EUR", "no"))).isEqualTo("FORBIDDEN");
        }
        JsonNode own = limit(replicas.staff(tenantId, "ann", "user", "admin"), "1.00", "EUR", "own");
        assertThat(code(own)).isEqualTo("FOUR_EYES_NEEDED");
        assertThat(code(limit(replicas.staff("elsewhere", "adam", "admin"), "1.00", "EUR", "abroad")))
                .isEqualTo("NOT_FOUND");
        assertThat(fields()).containsExactly("0.00", "0.00", "0.00");
        assertThat(code(limit(replicas.staff(tenantId, "adam", "admin"), "1.00", "EUR", "yes")))
                .isEmpty();
    }

    @Test
    void the_house_a_closed_wallet_and_another_currency_get_none() {
        ann.withMoney("10.00", "EUR");
        String world = Customer.text(
                ann.ask("{ transfers { nodes { from { walletId } } } }", Map.of()),
                "/data/transfers/nodes/0/from/walletId");
        assertThat(code(limit(fina, inputOf(world, "1.00", "EUR", "house")))).isEqualTo("NOT_FOUND");
        JsonNode dollars = limit(fina, "1.00", "USD", "dollars");
        assertThat(code(dollars)).isEqualTo("CURRENCY_MISMATCH");
        assertThat(dollars.at("/data/setCreditLimit/field").asString("")).isEqualTo("input.limit");
        String savings = ann.open("EUR", "savings");
        replicas.service().bean(Bookings.class).change(new CloseWallet(tenantId, savings));
        JsonNode closed = limit(fina, inputOf(savings, "1.00", "EUR", "closed"));
        assertThat(code(closed)).isEqualTo("WALLET_CLOSED");
        assertThat(closed.at("/data/setCreditLimit/field").asString("")).isEqualTo("input.walletId");
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        Map<String, Object> input = input("-0.01", "EUR", "");
        input.put("reason", " ");

        JsonNode answer = limit(fina, input);

        assertThat(code(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.toString()).contains("input.limit", "input.reason", "input.idempotencyKey");
    }

    @Test
    void a_hold_and_a_withdrawal_may_use_credit() {
        limit(fina, "50.00", "EUR", "grant");
        JsonNode hold = ann.ask(
                "mutation H($input: HoldFundsInput!) { holdFunds(input: $input) { ... on Hold { status } ... on Refusal { code } } }",
                Map.of(
                        "input",
                        Map.of("toUserId", "ben", "amount", Customer.money("20.00", "EUR"), "idempotencyKey", "hold")));
        assertThat(Customer.text(hold, "/data/holdFunds/status")).isEqualTo("OPEN");
        JsonNode out = ann.ask(
                "mutation W($input: WithdrawInput!) { withdraw(input: $input) { ... on Withdrawal { fee { amount } } ... on Refusal { code } } }",
                Map.of(
                        "input",
                        Map.of(
                                "walletId",
                                wallet,
                                "amount",
                                Customer.money("20.00", "EUR"),
                                "destination",
                                "ba_1",
                                "idempotencyKey",
                                "out")));
        assertThat(Customer.text(out, "/data/withdraw/fee/amount")).isEqualTo("0.20");
        assertThat(fields()).containsExactly("-40.20", "50.00", "9.80");
    }

    /** What is available, the limit, what can be spent. */
    private List<String> fields() {
        JsonNode answer = ann.ask(
                "query W($id: ID!) { wallet(id: $id) { balance { available { amount } } creditLimit { amount }"
                        + " spendable { amount } } }",
                Map.of("id", wallet));
        return List.of(
                Customer.text(answer, "/data/wallet/balance/available/amount"),
                Customer.text(answer, "/data/wallet/creditLimit/amount"),
                Customer.text(answer, "/data/wallet/spendable/amount"));
    }

    private JsonNode limit(Customer staff, @Nullable String amount, String currency, String key) {
        return limit(staff, input(amount, currency, key));
    }

    private static JsonNode limit(Customer staff, Map<String, ?> input) {
        return staff.ask(
                "mutation C($input: SetCreditLimitInput!) { setCreditLimit(input: $input) {"
                        + " __typename ... on Transfer { id type status reason amount { amount } }"
                        + " ... on Refusal { code field } } }",
                Map.of("input", input));
    }

    private Map<String, Object> input(@Nullable String amount, String currency, String key) {
        return inputOf(wallet, amount, currency, key);
    }

    private static Map<String, Object> inputOf(String walletId, @Nullable String amount, String currency, String key) {
        Map<String, Object> input =
                new HashMap<>(Map.of("walletId", walletId, "reason", "Good customer", "idempotencyKey", key));
        if (amount != null) {
            input.put("limit", Customer.money(amount, currency));
        }
        return input;
    }

    private static String code(JsonNode answer) {
        String refusal = answer.at("/data/setCreditLimit/code").asString("");
        return refusal.isEmpty() ? TestService.errorCode(answer) : refusal;
    }
}
