package dev.coffer.payment.transfer;

import static dev.coffer.payment.transfer.CorrectionCalls.code;
import static dev.coffer.payment.transfer.CorrectionCalls.reverse;
import static dev.coffer.payment.transfer.CorrectionCalls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.ProfiledQueries;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.Together;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Transfers that are taken back, over HTTP, on two replicas with the real stores. Ann has 97.10 EUR and pays Bob 10.00. */
@ExtendWith(StoresExtension.class)
class ReversalServiceIT {

    private static final int AT_ONCE = 16;
    private static final String SEEN =
            "query T($id: ID!) { transfer(id: $id) { status reversesId reversal { id amount { amount } } } }";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private String tenantId = "";
    private String paid = "";
    private Customer ann = unknown();
    private Customer bob = unknown();
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
    void annPaysBob() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        bob = Customer.of(service, tokens, tenantId, "bob");
        bob.open("EUR");
        fina = staff("fina", "finance");
        paid = text(ann.payUser("bob", "10.00", "EUR", "pay"), "/id");
    }

    private Customer staff(String userId, String... roles) {
        return new Customer(service, tenantId, userId, tokens.user(userId, tenantId, roles));
    }

    private void assertBalances(String anns, String bobs) {
        assertThat(ann.balance("EUR")).as("Ann's").isEqualByComparingTo(anns);
        assertThat(bob.balance("EUR")).as("Bob's").isEqualByComparingTo(bobs);
    }

    @Test
    void a_transfer_is_taken_back_whole_and_both_say_so() {
        assertThat(text(ann.ask(SEEN, Map.of("id", paid)), "/status")).isEqualTo("COMPLETED");
        JsonNode reversed = reverse(fina, paid, null, "back");
        assertThat(text(reversed, "/type")).isEqualTo("REVERSAL");
        assertThat(text(reversed, "/reversesId")).isEqualTo(paid);
        assertThat(text(reversed, "/from/user/id")).isEqualTo("bob");
        assertThat(text(reversed, "/to/user/id")).isEqualTo("ann");
        assertThat(text(reversed, "/reason")).isEqualTo("Paid twice");
        assertBalances("97.10", "0");
        for (Customer reader : List.of(ann, bob.at(other), fina)) {
            JsonNode seen = reader.ask(SEEN, Map.of("id", paid));
            assertThat(text(seen, "/status")).isEqualTo("REVERSED");
            assertThat(text(seen, "/reversal/id")).isEqualTo(text(reversed, "/id"));
        }
        JsonNode reversal = bob.ask(SEEN, Map.of("id", text(reversed, "/id")));
        assertThat(text(reversal, "/status")).isEqualTo("COMPLETED");
        assertThat(reversal.at("/data/transfer/reversal").isNull()).isTrue();
    }

    @Test
    void a_transfer_is_taken_back_once_also_in_part_and_a_repeat_is_the_same() {
        JsonNode part = reverse(fina, paid, "4.00", "back");
        assertThat(text(part, "/amount/amount")).isEqualTo("4.00");
        assertThat(reverse(fina.at(other), paid, "4.0", "back")).isEqualTo(part);
        assertBalances("91.10", "6.00");
        JsonNode again = reverse(fina, paid, "1.00", "again");
        assertThat(code(again)).isEqualTo("ALREADY_REVERSED");
        assertThat(again.at("/data/reverseTransfer/field").asString("")).isEqualTo("input.transferId");
        assertThat(code(reverse(fina, paid, null, "back"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(code(reverse(fina, text(part, "/id"), null, "of-a-reversal")))
                .isEqualTo("NOT_REVERSIBLE");
        assertBalances("91.10", "6.00");
    }

    @Test
    void many_reversals_at_once_with_the_same_key_and_with_others_take_back_once() {
        List<JsonNode> same = Together.ask(
                AT_ONCE, () -> reverse(fina, paid, null, "back"), () -> reverse(fina.at(other), paid, null, "back"));
        assertThat(same.stream().distinct()).hasSize(1);
        assertThat(code(same.getFirst())).isEmpty();
        String second = text(ann.payUser("bob", "8.00", "EUR", "pay-2"), "/id");
        Customer carla = staff("carla", "finance").at(other);
        List<JsonNode> two = Together.ask(
                List.of(() -> reverse(fina, second, null, "one"), () -> reverse(carla, second, "8.00", "two")));
        assertThat(two).filteredOn(answer -> code(answer).isEmpty()).hasSize(1);
        assertThat(two)
                .filteredOn(answer -> code(answer).equals("ALREADY_REVERSED"))
                .hasSize(1);
        assertBalances("97.10", "0");
    }

    @Test
    void what_is_spent_or_more_than_was_paid_or_in_another_currency_is_not_taken_back() {
        bob.payUser("ann", "3.00", "EUR", "spend");
        JsonNode spent = reverse(fina, paid, null, "spent");
        assertThat(code(spent)).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(reverse(fina, paid, null, "spent")).isEqualTo(spent);
        assertThat(code(reverse(fina, paid, "10.01", "more"))).isEqualTo("REVERSAL_EXCEEDS_TRANSFER");
        Map<String, Object> dollars = Map.of(
                "transferId", paid, "amount", Customer.money("1.00", "USD"), "reason", "x", "idempotencyKey", "usd");
        assertThat(code(reverse(fina, dollars))).isEqualTo("CURRENCY_MISMATCH");
        assertThat(code(reverse(fina, paid, "7.00", "what-is-there"))).isEmpty();
        assertBalances("97.10", "0");
    }

    @Test
    void a_deposit_is_taken_back_with_its_fee() {
        String deposit = Customer.text(
                ann.ask("{ transfers(last: 1) { nodes { id } } }", Map.of()), "/data/transfers/nodes/0/id");
        ann.deposit(ann.open("EUR"), "20.00", "EUR", "more");
        assertThat(code(reverse(fina, deposit, null, "back"))).isEmpty();
        assertBalances("9.42", "10.00");
    }

    @Test
    void nobody_but_finance_and_administrators_reverses_and_they_only_what_is_not_their_own() {
        for (Customer no : List.of(ann, bob, staff("olga", "operator"), staff("ann", "user", "operator"))) {
            assertThat(code(reverse(no, paid, null, "no"))).isEqualTo("FORBIDDEN");
        }
        for (Customer own : List.of(staff("ann", "user", "finance"), staff("bob", "admin"))) {
            JsonNode answer = reverse(own, paid, null, "own");
            assertThat(code(answer)).isEqualTo("FOUR_EYES_NEEDED");
            assertThat(answer.at("/data/reverseTransfer/field").asString("")).isEqualTo("input.transferId");
        }
        Customer abroad =
                new Customer(service, "elsewhere", "adam", tokens.user("adam", "elsewhere", "admin", "finance"));
        assertThat(code(reverse(abroad, paid, null, "abroad"))).isEqualTo("NOT_FOUND");
        for (String nothing : List.of(UUID.randomUUID().toString(), "", "x", "$ne")) {
            assertThat(code(reverse(fina, nothing, null, "nothing"))).isEqualTo("NOT_FOUND");
        }
        assertBalances("87.10", "10.00");
        assertThat(code(reverse(staff("adam", "admin"), paid, null, "yes"))).isEmpty();
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        JsonNode answer = reverse(
                fina,
                Map.of(
                        "transferId",
                        paid,
                        "amount",
                        Customer.money("0.00", "EUR"),
                        "reason",
                        " ",
                        "idempotencyKey",
                        ""));
        assertThat(code(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.toString()).contains("input.amount", "input.reason", "input.idempotencyKey");
        Map<String, String> tooLong = Map.of("transferId", paid, "reason", "r".repeat(501), "idempotencyKey", "k");
        assertThat(code(reverse(fina, tooLong))).isEqualTo("INVALID_INPUT");
        assertBalances("87.10", "10.00");
    }

    @ParameterizedTest
    @CsvSource({"1, JPY", "0.001, BHD", "0.00000001, BTC", "8955894247785980000, JPY"})
    void the_smallest_unit_and_the_largest_sum_are_taken_back_in_every_currency(String amount, String currency) {
        String whole = amount.length() > 10 ? "9223372036854775000" : "10";
        Customer rich = Customer.of(service, tokens, tenantId, "rich").withMoney(whole, currency);
        BigDecimal before = rich.balance(currency);
        bob.open(currency);
        String id = text(rich.payUser("bob", amount, currency, "pay"), "/id");
        assertThat(text(reverse(fina, id, null, "back"), "/amount/amount")).isEqualTo(amount);
        assertThat(rich.balance(currency)).isEqualByComparingTo(before);
        assertThat(bob.balance(currency)).isZero();
    }

    @Test
    void the_reversals_of_a_whole_page_are_found_with_one_read() {
        for (int i = 0; i < 9; i++) {
            ann.payUser("bob", "1.00", "EUR", "page-" + i);
        }
        reverse(fina, paid, null, "back");
        List<JsonNode> answers = new ArrayList<>();
        List<ProfiledQueries.Query> queries = ProfiledQueries.during(
                service.bean(MongoDatabase.class),
                () -> answers.add(
                        ann.ask("{ transfers(first: 100) { nodes { id status reversal { id } } } }", Map.of())));
        assertThat(answers.getFirst().at("/data/transfers/nodes").valueStream())
                .filteredOn(node -> node.path("status").asString().equals("REVERSED"))
                .singleElement()
                .satisfies(node -> assertThat(node.path("id").asString()).isEqualTo(paid));
        // One for the page, one for all reversals.
        assertThat(queries.stream().filter(query -> query.collection().equals("transfers")))
                .hasSize(2)
                .allSatisfy(query -> assertThat(query.plan()).contains("IXSCAN"));
    }
}
