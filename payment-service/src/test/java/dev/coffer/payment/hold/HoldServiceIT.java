package dev.coffer.payment.hold;

import static dev.coffer.payment.hold.HoldCalls.capture;
import static dev.coffer.payment.hold.HoldCalls.code;
import static dev.coffer.payment.hold.HoldCalls.find;
import static dev.coffer.payment.hold.HoldCalls.giveBack;
import static dev.coffer.payment.hold.HoldCalls.held;
import static dev.coffer.payment.hold.HoldCalls.hold;
import static dev.coffer.payment.hold.HoldCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
import tools.jackson.databind.JsonNode;

/** Holds over HTTP, on two replicas with the real stores. Each test has a tenant of its own; Ann has 97.10 EUR. */
@ExtendWith(StoresExtension.class)
class HoldServiceIT {

    private static final int AT_ONCE = 16;

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private String tenantId = "";
    private Customer ann = unknown();
    private Customer bob = unknown();
    private Customer adam = unknown();

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
    void threePeople() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        bob = Customer.of(service, tokens, tenantId, "bob");
        bob.open("EUR");
        adam = new Customer(service, tenantId, "adam", tokens.user("adam", tenantId, "admin"));
    }

    private void assertBalances(String anns, String held, String bobs) {
        assertThat(ann.balance("EUR")).as("Ann's").isEqualByComparingTo(anns);
        assertThat(held(ann, ann.open("EUR"))).as("held of Ann's").isEqualTo(held);
        assertThat(bob.balance("EUR")).as("Bob's").isEqualByComparingTo(bobs);
    }

    private String held10() {
        return text(hold(ann, "bob", "10.00", "hold"), "/id");
    }

    @Test
    void what_is_set_aside_cannot_be_spent_and_both_sides_and_staff_see_it() {
        JsonNode placed = hold(ann, Map.of("toUserId", "bob", "reason", "Room 12"), "10.00", "EUR", "hold");
        assertThat(text(placed, "/status")).isEqualTo("OPEN");
        assertThat(text(placed, "/amount/amount")).isEqualTo("10.00");
        assertThat(text(placed, "/remaining/amount")).isEqualTo("10.00");
        assertThat(text(placed, "/captured/amount")).isEqualTo("0.00");
        assertThat(text(placed, "/reason")).isEqualTo("Room 12");
        assertThat(text(placed, "/payer/id")).isEqualTo("ann");
        assertThat(text(placed, "/payee/user/id")).isEqualTo("bob");
        assertThat(text(placed, "/payee/walletId")).isEqualTo(bob.open("EUR"));
        assertThat(text(placed, "/walletId")).isEqualTo(ann.open("EUR"));
        assertThat(Duration.between(
                        Instant.parse(text(placed, "/createdAt")), Instant.parse(text(placed, "/expiresAt"))))
                .isBetween(Duration.ofDays(7).minusSeconds(60), Duration.ofDays(7));
        assertBalances("87.10", "10.00", "0");
        assertThat(code(ann.payUser("bob", "87.11", "EUR", "too-much"))).isEqualTo("INSUFFICIENT_FUNDS");
        for (Customer reader : List.of(ann, bob, bob.at(other), adam)) {
            assertThat(text(find(reader, text(placed, "/id")), "/amount/amount"))
                    .isEqualTo("10.00");
        }
    }

    @Test
    void parts_are_captured_until_nothing_remains() {
        String id = held10();
        JsonNode first = capture(bob, id, "4.00", false, "part-1");
        assertThat(text(first, "/status")).isEqualTo("OPEN");
        assertThat(text(first, "/remaining/amount")).isEqualTo("6.00");
        assertBalances("87.10", "6.00", "4.00");
        JsonNode second = capture(bob.at(other), id, null, false, "part-2");
        assertThat(text(second, "/status")).isEqualTo("CAPTURED");
        assertThat(text(second, "/captured/amount")).isEqualTo("10.00");
        assertThat(text(second, "/transfers/0/amount/amount")).isEqualTo("4.00");
        assertThat(text(second, "/transfers/1/amount/amount")).isEqualTo("6.00");
        assertThat(text(second, "/transfers/1/holdId")).isEqualTo(id);
        assertBalances("87.10", "0.00", "10.00");
        assertThat(code(capture(bob, id, "0.01", false, "one-more"))).isEqualTo("HOLD_ENDED");
        assertThat(code(giveBack(bob, id, "back"))).isEqualTo("HOLD_ENDED");
    }

    @Test
    void the_rest_is_given_back_with_the_last_capture_or_by_a_void() {
        String id = held10();
        JsonNode last = capture(bob, id, "3.00", true, "last");
        assertThat(text(last, "/status")).isEqualTo("CAPTURED");
        assertThat(text(last, "/remaining/amount")).isEqualTo("0.00");
        assertBalances("94.10", "0.00", "3.00");
        String another = text(hold(ann, "bob", "10.00", "another"), "/id");
        capture(bob, another, "1.00", false, "one");
        JsonNode voided = giveBack(bob, another, "back");
        assertThat(text(voided, "/status")).isEqualTo("VOIDED");
        assertThat(text(voided, "/captured/amount")).isEqualTo("1.00");
        assertThat(text(voided, "/transfers/1/type")).isEqualTo("RELEASE");
        assertBalances("93.10", "0.00", "4.00");
    }

    @Test
    void a_repeat_changes_nothing_more_and_answers_the_hold_as_it_stands() {
        JsonNode placed = hold(ann, "bob", "10.00", "hold");
        String id = text(placed, "/id");
        assertThat(hold(ann.at(other), "bob", "10.0", "hold")).isEqualTo(placed);
        JsonNode captured = capture(bob, id, "4.00", false, "part");
        assertThat(capture(bob.at(other), id, "4.0", false, "part")).isEqualTo(captured);
        JsonNode again = hold(ann, "bob", "10.00", "hold");
        assertThat(text(again, "/id")).isEqualTo(id);
        assertThat(text(again, "/remaining/amount")).isEqualTo("6.00");
        JsonNode voided = giveBack(bob, id, "back");
        assertThat(giveBack(bob, id, "back")).isEqualTo(voided);
        assertThat(text(capture(bob, id, "4.00", false, "part"), "/status")).isEqualTo("VOIDED");
        assertBalances("93.10", "0.00", "4.00");
    }

    @Test
    void a_repeat_is_answered_although_the_payee_could_not_be_paid_any_more() {
        String savings = bob.open("EUR", "savings");
        JsonNode placed = hold(ann, Map.of("toWalletId", savings), "10.00", "EUR", "hold");
        service.bean(Bookings.class).change(new CloseWallet(tenantId, savings));
        assertThat(hold(ann, Map.of("toWalletId", savings), "10.00", "EUR", "hold"))
                .isEqualTo(placed);
        assertThat(code(hold(ann, Map.of("toWalletId", savings), "10.00", "EUR", "new")))
                .isEqualTo("WALLET_CLOSED");
        assertThat(code(capture(bob, text(placed, "/id"), null, false, "capture")))
                .isEqualTo("WALLET_CLOSED");
        assertThat(text(giveBack(bob, text(placed, "/id"), "back"), "/status")).isEqualTo("VOIDED");
        assertBalances("97.10", "0.00", "0");
    }

    @Test
    void the_same_key_with_another_body_is_refused_and_belongs_to_its_user_and_operation_only() {
        String id = held10();
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of("toUserId", "bob", "reason", "x"),
                Map.of("toUserId", "bob", "expiresInSeconds", 60),
                Map.of("toUserId", "bob", "fromWalletId", ann.open("EUR")),
                Map.of("toWalletId", bob.open("EUR")))) {
            assertThat(code(hold(ann, body, "10.00", "EUR", "hold")))
                    .as(body.toString())
                    .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }
        assertThat(code(hold(ann, "bob", "10.01", "hold"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(code(ann.payUser("bob", "10.00", "EUR", "hold"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        capture(bob, id, "1.00", false, "hold");
        assertThat(code(capture(bob, id, "1.00", true, "hold"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(code(capture(bob, id, null, false, "hold"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(code(giveBack(bob, id, "hold"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertBalances("87.10", "9.00", "1.00");
    }

    @Test
    void the_same_request_many_times_at_once_at_two_replicas_has_one_effect() {
        List<JsonNode> placed = Together.ask(
                AT_ONCE, () -> hold(ann, "bob", "10.00", "hold"), () -> hold(ann.at(other), "bob", "10.00", "hold"));
        assertThat(placed.stream().map(answer -> text(answer, "/id")).distinct())
                .hasSize(1);
        assertBalances("87.10", "10.00", "0");
        String id = text(placed.getFirst(), "/id");
        List<JsonNode> captured = Together.ask(
                AT_ONCE,
                () -> capture(bob, id, "4.00", false, "part"),
                () -> capture(bob.at(other), id, "4.00", false, "part"));
        assertThat(captured).allSatisfy(answer -> assertThat(code(answer)).isEmpty());
        assertBalances("87.10", "6.00", "4.00");
    }

    @Test
    void captures_and_voids_at_once_never_give_out_more_than_was_set_aside() {
        String id = held10();
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer at = bob.at(i % 2 == 0 ? service : other);
            String key = "part-" + i;
            requests.add(() -> capture(at, id, "3.00", false, key));
        }
        List<JsonNode> answers = Together.ask(requests);
        assertThat(answers).filteredOn(answer -> code(answer).isEmpty()).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> code(answer).equals("HOLD_EXCEEDED"))
                .hasSize(AT_ONCE - 3);
        assertBalances("87.10", "1.00", "9.00");
        List<JsonNode> ends = Together.ask(
                List.of(() -> capture(bob, id, null, false, "all"), () -> giveBack(bob.at(other), id, "back")));
        assertThat(ends).filteredOn(answer -> code(answer).isEmpty()).hasSize(1);
        assertThat(ends).filteredOn(answer -> code(answer).equals("HOLD_ENDED")).hasSize(1);
        assertThat(held(ann, ann.open("EUR"))).isEqualTo("0.00");
    }

    @Test
    void many_holds_at_once_never_set_more_aside_than_is_there() {
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer at = ann.at(i % 2 == 0 ? service : other);
            String key = "hold-" + i;
            requests.add(() -> hold(at, "bob", "10.00", key));
        }
        List<JsonNode> answers = Together.ask(requests);
        assertThat(answers).filteredOn(answer -> code(answer).isEmpty()).hasSize(9);
        assertThat(answers)
                .filteredOn(answer -> code(answer).equals("INSUFFICIENT_FUNDS"))
                .hasSize(AT_ONCE - 9);
        assertBalances("7.10", "90.00", "0");
    }

    @Test
    void the_payer_neither_captures_nor_gives_back_and_staff_do_both() {
        String id = held10();
        Customer boss = new Customer(service, tenantId, "ann", tokens.user("ann", tenantId, "user", "admin"));
        for (Customer payer : List.of(ann, boss)) {
            assertThat(code(capture(payer, id, null, false, "capture"))).isEqualTo("NOT_BY_PAYER");
            assertThat(code(giveBack(payer, id, "back"))).isEqualTo("NOT_BY_PAYER");
        }
        assertBalances("87.10", "10.00", "0");
        assertThat(text(capture(adam, id, "1.00", false, "by-staff"), "/captured/amount"))
                .isEqualTo("1.00");
        assertThat(text(giveBack(adam, id, "back"), "/status")).isEqualTo("VOIDED");
        assertBalances("96.10", "0.00", "1.00");
    }

    @Test
    void to_everybody_else_a_hold_looks_missing_and_nothing_changes() {
        String id = held10();
        String missing = UUID.randomUUID().toString();
        List<Customer> strangers = List.of(
                Customer.of(service, tokens, tenantId, "carl"),
                Customer.of(service, tokens, "elsewhere", "bob"),
                Customer.of(service, tokens, "elsewhere", "ann"),
                new Customer(service, "elsewhere", "adam", tokens.user("adam", "elsewhere", "admin", "user")));
        for (Customer stranger : strangers) {
            for (String asked : List.of(id, missing, "", "x", "$ne", id.toUpperCase(Locale.ROOT))) {
                assertThat(code(find(stranger, asked))).as(asked).isEqualTo("NOT_FOUND");
                assertThat(code(capture(stranger, asked, null, false, "c-" + asked)))
                        .as(asked)
                        .isEqualTo("NOT_FOUND");
                assertThat(code(giveBack(stranger, asked, "v-" + asked)))
                        .as(asked)
                        .isEqualTo("NOT_FOUND");
            }
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(adam.ask(
                                        "{ paymentDenials(filter: {userId: \"carl\"}) { nodes { permission ownerIds } } }",
                                        Map.of())
                                .at("/data/paymentDenials/nodes")
                                .valueStream()
                                .map(JsonNode::toString)
                                .distinct())
                        .containsExactlyInAnyOrder(
                                "{\"permission\":\"hold:read\",\"ownerIds\":[\"ann\"]}",
                                "{\"permission\":\"hold:settle\",\"ownerIds\":[\"bob\"]}"));
        Customer olga = new Customer(service, tenantId, "olga", tokens.user("olga", tenantId, "operator"));
        assertThat(text(find(olga, id), "/id")).isEqualTo(id);
        assertThat(code(capture(olga, id, null, false, "by-operator"))).isEqualTo("FORBIDDEN");
        Customer nobody = new Customer(service, tenantId, "ann", tokens.user("ann", tenantId));
        assertThat(code(hold(nobody, "bob", "1.00", "roleless"))).isEqualTo("FORBIDDEN");
        assertBalances("87.10", "10.00", "0");
    }

    @Test
    void money_is_set_aside_only_in_ones_own_wallet_and_within_the_tenant() {
        Customer stranger = Customer.of(service, tokens, "foreign-" + tenantId, "stranger");
        String abroad = stranger.open("EUR");
        for (Map<String, ?> input : List.<Map<String, ?>>of(
                Map.of("toUserId", "ann", "fromWalletId", bob.open("EUR")),
                Map.of("toUserId", "bob", "fromWalletId", abroad),
                Map.of("toWalletId", abroad),
                Map.of("toUserId", "stranger"),
                Map.of("toUserId", ""),
                Map.of("toUserId", "u".repeat(65)))) {
            assertThat(code(hold(ann, input, "1.00", "EUR", "key")))
                    .as(input.toString())
                    .isEqualTo("NOT_FOUND");
        }
        assertThat(code(hold(adam, Map.of("toUserId", "bob", "fromWalletId", ann.open("EUR")), "1.00", "EUR", "staff")))
                .isEqualTo("NOT_FOUND");
        assertBalances("97.10", "0.00", "0");
    }

    @Test
    void what_can_never_be_paid_is_not_set_aside() {
        String own = ann.open("EUR");
        String dollars = bob.open("USD");
        assertThat(code(hold(ann, "ann", "1.00", "self"))).isEqualTo("SAME_WALLET");
        assertThat(code(hold(ann, Map.of("toWalletId", own), "1.00", "EUR", "self-2")))
                .isEqualTo("SAME_WALLET");
        assertThat(code(hold(ann, Map.of("toWalletId", dollars), "1.00", "EUR", "dollars")))
                .isEqualTo("CURRENCY_MISMATCH");
        assertThat(code(hold(ann, Map.of("toWalletId", dollars, "fromWalletId", own), "1.00", "USD", "usd")))
                .isEqualTo("CURRENCY_MISMATCH");
        JsonNode tooMuch = hold(ann, "bob", "97.11", "too-much");
        assertThat(code(tooMuch)).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(tooMuch.at("/data/holdFunds/field").asString("")).isEqualTo("input.amount");
        assertThat(code(hold(ann, "bob", "92233720368547758.07", "most"))).isEqualTo("INSUFFICIENT_FUNDS");
        String id = held10();
        JsonNode other = capture(
                bob, Map.of("holdId", id, "amount", Customer.money("1.00", "USD"), "idempotencyKey", "other-currency"));
        assertThat(code(other)).isEqualTo("CURRENCY_MISMATCH");
        JsonNode more = capture(bob, id, "10.01", false, "more");
        assertThat(code(more)).isEqualTo("HOLD_EXCEEDED");
        assertThat(more.at("/data/captureHold/field").asString("")).isEqualTo("input.amount");
        assertBalances("87.10", "10.00", "0");
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        JsonNode placed = hold(ann, Map.of("expiresInSeconds", 0, "reason", "r".repeat(501)), "0.00", "EUR", "");
        assertThat(code(placed)).isEqualTo("INVALID_INPUT");
        assertThat(placed.toString())
                .contains(
                        "input.expiresInSeconds",
                        "input.reason",
                        "input.amount",
                        "input.idempotencyKey",
                        "input.toUserId");
        for (int seconds : new int[] {-1, 0, 2_592_001, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            JsonNode wrong = hold(ann, Map.of("toUserId", "bob", "expiresInSeconds", seconds), "1.00", "EUR", "k");
            assertThat(code(wrong)).isEqualTo("INVALID_INPUT");
            assertThat(wrong.at("/errors/0/extensions/field").asString("")).isEqualTo("input.expiresInSeconds");
        }
        assertThat(text(
                        hold(ann, Map.of("toUserId", "bob", "expiresInSeconds", 2_592_000), "0.01", "EUR", "longest"),
                        "/status"))
                .isEqualTo("OPEN");
        String id = held10();
        JsonNode captured = capture(bob, id, "0.001", false, "");
        assertThat(captured.toString()).contains("INVALID_INPUT", "input.amount", "input.idempotencyKey");
        assertThat(code(capture(bob, id, "-1.00", false, "k"))).isEqualTo("INVALID_INPUT");
        assertThat(code(giveBack(bob, id, ""))).isEqualTo("INVALID_INPUT");
        assertBalances("87.09", "10.01", "0");
    }

    @ParameterizedTest
    @CsvSource({"1, JPY", "0.001, BHD", "0.00000001, BTC", "8955894247785980000, JPY"})
    void the_smallest_unit_and_the_largest_sum_are_set_aside_and_captured_in_every_currency(
            String amount, String currency) {
        String whole = amount.length() > 10 ? "9223372036854775000" : "10";
        Customer rich = Customer.of(service, tokens, tenantId, "rich").withMoney(whole, currency);
        bob.open(currency);
        JsonNode placed = hold(rich, Map.of("toUserId", "bob"), amount, currency, "hold");
        JsonNode captured = capture(bob, Map.of("holdId", text(placed, "/id"), "idempotencyKey", "all"));
        assertThat(text(captured, "/captured/amount")).isEqualTo(amount);
        assertThat(bob.balance(currency)).isEqualByComparingTo(amount);
        assertThat(held(rich, rich.open(currency))).isEqualTo(text(captured, "/remaining/amount"));
    }

    /** Puts 3 % on top of the tenant's payments, at the replica that is asked. */
    private void threePercent() {
        SettingScope scope = new SettingScope("payment-service/fees", tenantId);
        // A service publishes what it declares soon after its start.
        await().atMost(Duration.ofSeconds(5))
                .until(() -> service.bean(ChangeSettings.class)
                                .set(
                                        new ChangeSettings.Intent(scope, 0, "somebody", "for a test"),
                                        new HashMap<>(Map.of("payment", "default=3")))
                        instanceof SettingResult.Changed);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> service.bean(LiveSettings.class).version(scope) == 1);
    }

    @Test
    void the_fee_is_set_aside_beside_the_amount_and_taken_in_proportion_to_the_last_cent() {
        threePercent();
        JsonNode placed = hold(ann, "bob", "10.00", "hold");
        String id = text(placed, "/id");
        assertThat(text(placed, "/fee/amount")).isEqualTo("0.30");
        assertThat(text(placed, "/amount/amount")).isEqualTo("10.00");
        assertBalances("86.80", "10.30", "0");
        JsonNode third = capture(bob, id, "3.33", false, "third");
        assertThat(text(third, "/transfers/0/fee/amount")).isEqualTo("0.10");
        assertBalances("86.80", "6.87", "3.33");
        JsonNode rest = capture(bob, id, null, false, "rest");
        assertThat(text(rest, "/transfers/1/fee/amount")).isEqualTo("0.20");
        assertBalances("86.80", "0.00", "10.00");
        String another = text(hold(ann, "bob", "10.00", "another"), "/id");
        giveBack(bob, another, "back");
        assertBalances("86.80", "0.00", "10.00");
        JsonNode beyond = hold(ann, "bob", "92233720368547758.07", "beyond");
        assertThat(code(beyond)).isEqualTo("BALANCE_OVERFLOW");
        assertThat(code(hold(ann, "bob", "86.80", "without-its-fee"))).isEqualTo("INSUFFICIENT_FUNDS");
    }
}
