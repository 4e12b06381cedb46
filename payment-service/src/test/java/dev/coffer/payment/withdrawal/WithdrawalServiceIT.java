package dev.coffer.payment.withdrawal;

import static dev.coffer.payment.withdrawal.WithdrawalCalls.DESTINATION;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.approve;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.booked;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.cancel;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.code;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.decline;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.find;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.held;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.ids;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.list;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.ofWallet;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.text;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.FreezeWallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Withdrawals over HTTP, on two replicas with the real stores. Ann has 4855.00 EUR; more than 1000.00 needs approval. */
@ExtendWith(StoresExtension.class)
class WithdrawalServiceIT {

    private static final int AT_ONCE = 16;

    private static Replicas replicas;

    private Customer ann = nobody();
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

    @BeforeEach
    void annAndStaff() {
        String tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann").withMoney("5000.00", "EUR");
        fina = replicas.staff(tenantId, "fina", "finance");
        wallet = ann.open("EUR");
    }

    private static Customer nobody() {
        return replicas.customer("none", "none");
    }

    private Customer elsewhere(Customer customer) {
        return customer.at(replicas.other());
    }

    private String waiting() {
        JsonNode asked = withdraw(ann, wallet, "2000.00", "large");
        assertThat(text(asked, "/status")).isEqualTo("AWAITING_APPROVAL");
        return text(asked, "/id");
    }

    @Test
    void a_small_withdrawal_is_paid_at_once_and_takes_amount_and_fee() {
        JsonNode quote = ann.ask(
                "query Q($amount: MoneyInput!) { quoteFee(type: WITHDRAWAL, amount: $amount) { fee { amount }"
                        + " paid { amount } received { amount } } }",
                Map.of("amount", Customer.money("100.00", "EUR")));
        assertThat(Customer.text(quote, "/data/quoteFee/paid/amount")).isEqualTo("101.00");
        assertThat(Customer.text(quote, "/data/quoteFee/received/amount")).isEqualTo("100.00");

        JsonNode paid = withdraw(ann, wallet, "100.00", "small");

        assertThat(text(paid, "/status")).isEqualTo("COMPLETED");
        assertThat(text(paid, "/fee/amount")).isEqualTo("1.00");
        assertThat(text(paid, "/destination")).isEqualTo(DESTINATION);
        assertThat(text(paid, "/providerReference")).contains(text(paid, "/id"));
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4754.00");
        assertThat(held(ann, wallet)).isEqualTo("0.00");
        assertThat(booked(ann, wallet)).isEqualTo(Map.of("DEPOSIT", 1, "HOLD", 1, "WITHDRAWAL", 1));
        JsonNode hold = ann.ask(
                "query H($id: ID!) { hold(id: $id) { status expiresAt payee { houseAccount } } }",
                Map.of("id", text(paid, "/holdId")));
        assertThat(Customer.text(hold, "/data/hold/status")).isEqualTo("CAPTURED");
        assertThat(Customer.text(hold, "/data/hold/payee/houseAccount")).isEqualTo("WORLD");
        assertThat(hold.at("/data/hold/expiresAt").isNull()).isTrue();
    }

    @Test
    void a_repeat_is_the_same_withdrawal_and_many_at_once_are_one() {
        List<JsonNode> answers = Together.ask(
                AT_ONCE,
                () -> withdraw(ann, wallet, "100.00", "key"),
                () -> withdraw(elsewhere(ann), wallet, "100.0", "key"));
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(text(answers.getFirst(), "/status")).isEqualTo("COMPLETED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4754.00");
        for (JsonNode changed : List.of(
                withdraw(ann, wallet, "100.01", "key"),
                withdraw(ann, ann.open("EUR", "savings"), "100.00", "key"),
                withdraw(
                        ann,
                        Map.of("walletId", wallet, "idempotencyKey", "key", "destination", "ba_other"),
                        "100.00",
                        "EUR"))) {
            assertThat(code(changed)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }
        assertThat(booked(ann, wallet)).isEqualTo(Map.of("DEPOSIT", 1, "HOLD", 1, "WITHDRAWAL", 1));
    }

    @Test
    void many_different_ones_at_once_never_take_more_than_is_there() {
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String key = "race-" + i;
            Customer where = i % 2 == 0 ? ann : elsewhere(ann);
            requests.add(() -> withdraw(where, wallet, "900.00", key));
        }
        List<JsonNode> answers = Together.ask(requests);
        assertThat(answers.stream().filter(answer -> code(answer).isEmpty())).hasSize(5);
        assertThat(answers.stream().filter(answer -> code(answer).equals("INSUFFICIENT_FUNDS")))
                .hasSize(AT_ONCE - 5);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("310.00");
    }

    @Test
    void a_large_one_waits_with_its_money_set_aside_until_somebody_else_approves_it() {
        String id = waiting();
        assertThat(ann.balance("EUR")).isEqualByComparingTo("2835.00");
        assertThat(held(ann, wallet)).isEqualTo("2020.00");
        assertThat(ids(list(fina, "AWAITING_APPROVAL").at("/data/withdrawals/nodes")))
                .containsExactly(id);

        JsonNode approved = approve(fina, id);

        assertThat(text(approved, "/status")).isEqualTo("COMPLETED");
        assertThat(text(approved, "/approval/at")).isNotEmpty();
        assertThat(ann.balance("EUR")).isEqualByComparingTo("2835.00");
        assertThat(held(ann, wallet)).isEqualTo("0.00");
        assertThat(approve(elsewhere(fina), id)).isEqualTo(approved);
        assertThat(code(decline(fina, id, "Too late"))).isEqualTo("NOT_AWAITING_APPROVAL");
        assertThat(code(cancel(ann, id))).isEqualTo("NOT_AWAITING_APPROVAL");
        assertThat(Customer.text(list(fina, "COMPLETED"), "/data/withdrawals/nodes/0/approval/by/id"))
                .isEqualTo("fina");
    }

    @Test
    void exactly_the_threshold_needs_no_approval_and_a_currency_without_one_always_does() {
        assertThat(text(withdraw(ann, wallet, "1000.00", "edge"), "/status")).isEqualTo("COMPLETED");
        assertThat(text(withdraw(ann, wallet, "1000.01", "over"), "/status")).isEqualTo("AWAITING_APPROVAL");
        ann.withMoney("1", "BTC");
        JsonNode coins =
                withdraw(ann, Map.of("walletId", ann.open("BTC"), "idempotencyKey", "coins"), "0.00000001", "BTC");
        assertThat(text(coins, "/status")).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void what_is_declined_or_cancelled_is_given_back_and_stays_so() {
        String declined = waiting();
        JsonNode answer = decline(fina, declined, "Not their account");
        assertThat(text(answer, "/status")).isEqualTo("DECLINED");
        assertThat(text(answer, "/declined/reason")).isEqualTo("Not their account");
        assertThat(decline(elsewhere(fina), declined, "Again")).isEqualTo(answer);
        assertThat(code(approve(fina, declined))).isEqualTo("NOT_AWAITING_APPROVAL");

        String cancelled = text(withdraw(ann, wallet, "2000.00", "another"), "/id");
        assertThat(text(cancel(ann, cancelled), "/status")).isEqualTo("CANCELLED");
        assertThat(text(cancel(elsewhere(ann), cancelled), "/status")).isEqualTo("CANCELLED");
        assertThat(code(approve(fina, cancelled))).isEqualTo("NOT_AWAITING_APPROVAL");

        assertThat(ann.balance("EUR")).isEqualByComparingTo("4855.00");
        assertThat(held(ann, wallet)).isEqualTo("0.00");
        assertThat(booked(ann, wallet)).isEqualTo(Map.of("DEPOSIT", 1, "HOLD", 2, "RELEASE", 2));
    }

    @Test
    void of_all_decisions_at_once_one_counts() {
        String id = waiting();
        Customer frank = replicas.staff(ann.tenantId(), "frank", "finance");
        List<JsonNode> answers = Together.ask(List.of(
                () -> approve(fina, id),
                () -> decline(elsewhere(frank), id, "No"),
                () -> cancel(elsewhere(ann), id),
                () -> approve(elsewhere(fina), id),
                () -> decline(frank, id, "No"),
                () -> cancel(ann, id)));
        String end = text(find(ann, id), "/status");
        assertThat(end).isIn("COMPLETED", "DECLINED", "CANCELLED");
        assertThat(answers).allSatisfy(answer -> {
            if (code(answer).isEmpty()) {
                assertThat(text(answer, "/status")).isIn(end, "PAYING");
            } else {
                assertThat(code(answer)).isEqualTo("NOT_AWAITING_APPROVAL");
            }
        });
        assertThat(held(ann, wallet)).isEqualTo("0.00");
        assertThat(ann.balance("EUR")).isEqualByComparingTo(end.equals("COMPLETED") ? "2835.00" : "4855.00");
    }

    @Test
    void nobody_decides_about_their_own_and_nobody_but_finance_decides() {
        String id = waiting();
        for (Customer no : List.of(ann, replicas.staff(ann.tenantId(), "olga", "operator"))) {
            assertThat(code(approve(no, id))).isEqualTo("FORBIDDEN");
            assertThat(code(decline(no, id, "No"))).isEqualTo("FORBIDDEN");
            assertThat(code(WithdrawalCalls.settle(no, id, "NOT_PAID"))).isEqualTo("FORBIDDEN");
        }
        Customer herself = replicas.staff(ann.tenantId(), "ann", "user", "finance");
        assertThat(code(approve(herself, id))).isEqualTo("FOUR_EYES_NEEDED");
        assertThat(code(decline(herself, id, "No"))).isEqualTo("FOUR_EYES_NEEDED");
        Customer abroad = replicas.staff("elsewhere", "adam", "admin");
        assertThat(code(approve(abroad, id))).isEqualTo("NOT_FOUND");
        assertThat(code(find(abroad, id))).isEqualTo("NOT_FOUND");
        Customer bob = replicas.customer(ann.tenantId(), "bob");
        assertThat(code(find(bob, id))).isEqualTo("NOT_FOUND");
        assertThat(code(cancel(bob, id))).isEqualTo("NOT_FOUND");
        assertThat(code(withdraw(bob, wallet, "1.00", "theft"))).isEqualTo("NOT_FOUND");
        assertThat(code(list(ann, null))).isEqualTo("FORBIDDEN");
        assertThat(code(ofWallet(bob, wallet))).isEqualTo("NOT_FOUND");
        assertThat(ids(ofWallet(ann, wallet).at("/data/wallet/withdrawals/nodes")))
                .containsExactly(id);
        assertThat(code(decline(fina, id, " "))).isEqualTo("INVALID_INPUT");
        assertThat(text(find(ann, id), "/status")).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void the_hold_of_a_withdrawal_is_nobodys_to_settle() {
        String holdId = text(find(ann, waiting()), "/holdId");
        for (Customer one : List.of(ann, replicas.staff(ann.tenantId(), "adam", "admin"))) {
            for (String field : List.of("captureHold", "voidHold")) {
                JsonNode answer = one.ask(
                        "mutation S($input: " + Character.toUpperCase(field.charAt(0)) + field.substring(1)
                                + "Input!) { " + field + "(input: $input) { ... on Refusal { code } } }",
                        Map.of("input", Map.of("holdId", holdId, "idempotencyKey", "settle")));
                assertThat(code(answer)).as(field).isEqualTo("HOLD_OF_WITHDRAWAL");
            }
        }
        assertThat(held(ann, wallet)).isEqualTo("2020.00");
    }

    @ParameterizedTest
    @CsvSource({"10.13, PAYOUT_REFUSED", "10.14, PAYOUT_DESTINATION_INVALID"})
    void what_the_provider_refuses_is_given_back(String amount, String refusal) {
        JsonNode failed = withdraw(ann, wallet, amount, "refused");
        assertThat(text(failed, "/status")).isEqualTo("FAILED");
        assertThat(text(failed, "/failure/code")).isEqualTo(refusal);
        assertThat(withdraw(elsewhere(ann), wallet, amount, "refused")).isEqualTo(failed);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4855.00");
        assertThat(held(ann, wallet)).isEqualTo("0.00");
    }

    @Test
    void what_the_ledger_refuses_stays_refused() {
        assertThat(code(withdraw(ann, wallet, "4855.00", "all"))).isEqualTo("INSUFFICIENT_FUNDS");
        ann.deposit(wallet, "5000.00", "EUR", "more");
        assertThat(code(withdraw(ann, wallet, "4855.00", "all"))).isEqualTo("INSUFFICIENT_FUNDS");
        JsonNode dollars = withdraw(ann, Map.of("walletId", wallet, "idempotencyKey", "dollars"), "1.00", "USD");
        assertThat(code(dollars)).isEqualTo("CURRENCY_MISMATCH");
        assertThat(dollars.at("/data/withdraw/field").asString("")).isEqualTo("input.amount");
        assertThat(booked(ann, wallet)).isEqualTo(Map.of("DEPOSIT", 2));
    }

    @Test
    void nothing_leaves_a_frozen_wallet_until_it_is_open_again() {
        String id = waiting();
        Bookings bookings = replicas.service().bean(Bookings.class);
        bookings.change(new FreezeWallet(ann.tenantId(), wallet, true, "olga", null));
        assertThat(code(withdraw(ann, wallet, "1.00", "frozen"))).isEqualTo("WALLET_FROZEN");
        assertThat(code(approve(fina, id))).isEqualTo("WALLET_FROZEN");
        assertThat(text(find(ann, id), "/status")).isEqualTo("AWAITING_APPROVAL");
        bookings.change(new FreezeWallet(ann.tenantId(), wallet, false, "olga", null));
        assertThat(text(approve(fina, id), "/status")).isEqualTo("COMPLETED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DE89 3704 0044 0532 0130 00", "ba\n1", "ba_ü", "<script>"})
    void a_destination_that_is_no_token_is_refused_without_repeating_it(String destination) {
        JsonNode answer = withdraw(
                ann, Map.of("walletId", wallet, "idempotencyKey", "", "destination", destination), "0.00", "EUR");
        assertThat(code(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.toString()).contains("input.amount", "input.destination", "input.idempotencyKey");
        assertThat(answer.toString()).doesNotContain(destination.isEmpty() ? "\u0000" : destination);
    }
}
