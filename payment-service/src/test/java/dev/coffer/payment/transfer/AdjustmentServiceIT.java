package dev.coffer.payment.transfer;

import static dev.coffer.payment.transfer.CorrectionCalls.adjust;
import static dev.coffer.payment.transfer.CorrectionCalls.code;
import static dev.coffer.payment.transfer.CorrectionCalls.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import dev.coffer.payment.ledger.FreezeWallet;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.Transfers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Operators' corrections over HTTP, on two replicas with the real stores. Ann has 97.10 EUR. */
@ExtendWith(StoresExtension.class)
class AdjustmentServiceIT {

    private static final int AT_ONCE = 16;

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private String tenantId = "";
    private String wallet = "";
    private Customer ann = unknown();
    private Customer fina = unknown();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    private static Customer unknown() {
        return new Customer(service, "none", "none", "none");
    }

    @BeforeEach
    void annAndStaff() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        wallet = ann.open("EUR");
        fina = staff("fina", "finance");
    }

    private Customer staff(String userId, String... roles) {
        return new Customer(service, tenantId, userId, tokens.user(userId, tenantId, roles));
    }

    @Test
    void a_credit_and_a_debit_are_booked_against_the_house_and_say_who_and_why() {
        JsonNode credit = adjust(fina, wallet, "CREDIT", "5.00", "EUR", "credit");
        assertThat(text(credit, "/type")).isEqualTo("ADJUSTMENT");
        assertThat(text(credit, "/from/houseAccount")).isEqualTo("ADJUSTMENTS");
        assertThat(text(credit, "/to/user/id")).isEqualTo("ann");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("102.10");
        JsonNode debit = adjust(fina, wallet, "DEBIT", "2.10", "EUR", "debit");
        assertThat(text(debit, "/to/houseAccount")).isEqualTo("ADJUSTMENTS");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("100.00");
        Transfer booked = Objects.requireNonNull(service.bean(Transfers.class).find(tenantId, text(debit, "/id")));
        assertThat(booked.metadata()).containsExactly(Map.entry("by", "fina"));
        JsonNode book = ann.ask(
                "query B($id: ID!) { transactions(walletId: $id, first: 2) {"
                        + " nodes { kind part amount { amount } balanceAfter { amount } } } }",
                Map.of("id", wallet));
        assertThat(Customer.text(book, "/data/transactions/nodes/0/kind")).isEqualTo("ADJUSTMENT");
        assertThat(Customer.text(book, "/data/transactions/nodes/0/part")).isEqualTo("AVAILABLE");
        assertThat(Customer.text(book, "/data/transactions/nodes/0/balanceAfter/amount"))
                .isEqualTo("100.00");
    }

    @Test
    void a_repeat_is_the_same_and_many_at_once_are_one() {
        List<JsonNode> answers = Together.ask(
                AT_ONCE,
                () -> adjust(fina, wallet, "CREDIT", "5.00", "EUR", "key"),
                () -> adjust(fina.at(other), wallet, "CREDIT", "5.0", "EUR", "key"));
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(code(answers.getFirst())).isEmpty();
        assertThat(ann.balance("EUR")).isEqualByComparingTo("102.10");
        for (JsonNode changed : List.of(
                adjust(fina, wallet, "DEBIT", "5.00", "EUR", "key"),
                adjust(fina, wallet, "CREDIT", "5.01", "EUR", "key"),
                adjust(fina, ann.open("EUR", "savings"), "CREDIT", "5.00", "EUR", "key"))) {
            assertThat(code(changed)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }
        assertThat(ann.balance("EUR")).isEqualByComparingTo("102.10");
    }

    @Test
    void what_is_not_there_is_not_taken_and_a_frozen_or_closed_wallet_stays_as_it_is() {
        JsonNode tooMuch = adjust(fina, wallet, "DEBIT", "97.11", "EUR", "too-much");
        assertThat(code(tooMuch)).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(tooMuch.at("/data/adjustWallet/field").asString("")).isEqualTo("input.amount");
        assertThat(code(adjust(fina, wallet, "CREDIT", "1.00", "USD", "dollars")))
                .isEqualTo("CURRENCY_MISMATCH");
        Bookings bookings = service.bean(Bookings.class);
        String savings = ann.open("EUR", "savings");
        bookings.change(new CloseWallet(tenantId, savings));
        JsonNode closed = adjust(fina, savings, "CREDIT", "1.00", "EUR", "closed");
        assertThat(code(closed)).isEqualTo("WALLET_CLOSED");
        assertThat(closed.at("/data/adjustWallet/field").asString("")).isEqualTo("input.walletId");
        bookings.change(new FreezeWallet(tenantId, wallet, true, "olga", null));
        assertThat(code(adjust(fina, wallet, "CREDIT", "1.00", "EUR", "frozen")))
                .isEqualTo("WALLET_FROZEN");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
    }

    @Test
    void nobody_but_finance_and_administrators_adjusts_and_they_only_what_is_not_their_own() {
        for (Customer no : List.of(ann, staff("olga", "operator"), staff("ann", "user", "operator"))) {
            assertThat(code(adjust(no, wallet, "CREDIT", "1.00", "EUR", "no"))).isEqualTo("FORBIDDEN");
        }
        for (Customer own : List.of(staff("ann", "user", "finance"), staff("ann", "admin"))) {
            JsonNode answer = adjust(own, wallet, "CREDIT", "1.00", "EUR", "own");
            assertThat(code(answer)).isEqualTo("FOUR_EYES_NEEDED");
            assertThat(answer.at("/data/adjustWallet/field").asString("")).isEqualTo("input.walletId");
        }
        Customer abroad = new Customer(service, "elsewhere", "adam", tokens.user("adam", "elsewhere", "admin"));
        assertThat(code(adjust(abroad, wallet, "CREDIT", "1.00", "EUR", "abroad")))
                .isEqualTo("NOT_FOUND");
        String world = Customer.text(
                ann.ask("{ transfers { nodes { from { walletId } } } }", Map.of()),
                "/data/transfers/nodes/0/from/walletId");
        for (String nothing : List.of(world, UUID.randomUUID().toString(), "", "x")) {
            assertThat(code(adjust(fina, nothing, "CREDIT", "1.00", "EUR", "nothing")))
                    .as(nothing)
                    .isEqualTo("NOT_FOUND");
        }
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
        assertThat(code(adjust(staff("adam", "admin"), wallet, "CREDIT", "1.00", "EUR", "yes")))
                .isEmpty();
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        JsonNode answer = adjust(
                fina,
                Map.of(
                        "walletId", wallet,
                        "direction", "CREDIT",
                        "amount", Customer.money("-5.00", "EUR"),
                        "reason", "",
                        "idempotencyKey", ""));
        assertThat(code(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.toString()).contains("input.amount", "input.reason", "input.idempotencyKey");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
    }

    @ParameterizedTest
    @CsvSource({"1, JPY", "0.001, BHD", "0.00000001, BTC", "9223372036854775807, JPY"})
    void the_smallest_unit_and_the_largest_sum_are_booked_in_every_currency(String amount, String currency) {
        String id = ann.open(currency);
        assertThat(text(adjust(fina, id, "CREDIT", amount, currency, "in"), "/amount/amount"))
                .isEqualTo(amount);
        assertThat(ann.balance(currency)).isEqualByComparingTo(amount);
        assertThat(code(adjust(fina, id, "DEBIT", amount, currency, "out"))).isEmpty();
        assertThat(ann.balance(currency)).isZero();
    }

    @Test
    void a_wallet_that_cannot_hold_more_stays_as_it_is() {
        String yen = ann.open("JPY");
        adjust(fina, yen, "CREDIT", "9223372036854775807", "JPY", "all");
        assertThat(code(adjust(fina, yen, "CREDIT", "1", "JPY", "one-more"))).isEqualTo("BALANCE_OVERFLOW");
        assertThat(ann.balance("JPY")).isEqualByComparingTo("9223372036854775807");
    }
}
