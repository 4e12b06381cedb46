package dev.coffer.payment.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Balances at a time, statements, filters and sums over HTTP. Ann brings in 100.00 EUR (less 2.90), then pays Bob 1.00, 2.00, 3.00, 4.00
 * and 5.00; the last is taken back.
 */
@ExtendWith(StoresExtension.class)
class HistoryServiceIT {

    private static final String PAY = """
            mutation Pay($input: TransferFundsInput!) {
              transferFunds(input: $input) { ... on Transfer { id at } ... on Refusal { code } }
            }""";
    private static final String REVERSE = """
            mutation Back($input: ReverseTransferInput!) {
              reverseTransfer(input: $input) { ... on Transfer { id } ... on Refusal { code } }
            }""";
    private static final String BALANCE = """
            query At($id: ID!, $at: Instant!) {
              balanceAt(walletId: $id, at: $at) { balance { available { amount } held { amount } } pockets { bonus { available { amount } } } }
            }""";
    private static final String STATEMENT = """
            query Statement($id: ID!, $from: Instant!, $to: Instant!, $first: Int, $after: String) {
              statement(walletId: $id, from: $from, to: $to, first: $first, after: $after) {
                opening { real { available { amount } } } closing { real { available { amount } } } lines csv endCursor
              }
            }""";
    private static final String LIST = """
            query List($filter: TransferFilter, $first: Int, $after: String) {
              transfers(filter: $filter, first: $first, after: $after) {
                nodes { id type metadata { name value } } pageInfo { endCursor hasNextPage }
              }
            }""";
    private static final String STATS = """
            query Stats($from: Instant!, $to: Instant!) {
              paymentStats(from: $from, to: $to) { type currency count reversed total }
            }""";

    private static TestTokens tokens;
    private static TestService service;

    private String tenantId = "";
    private Customer ann = unknown();
    private Customer bob = unknown();
    private String wallet = "";
    private final List<String> ids = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private static Customer unknown() {
        return new Customer(service, "none", "none", "none");
    }

    @BeforeEach
    void aFewTransfers() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        bob = Customer.of(service, tokens, tenantId, "bob");
        wallet = ann.open("EUR");
        bob.open("EUR");
        for (int euro = 1; euro <= 5; euro++) {
            // So that no two are of the same millisecond.
            Instant last = times.isEmpty() ? Instant.EPOCH : times.getLast();
            while (!Instant.now().isAfter(last.plusMillis(1))) {
                Thread.onSpinWait();
            }
            JsonNode paid = ann.ask(PAY, Map.of("input", payment(euro)));
            ids.add(Customer.text(paid, "/data/transferFunds/id"));
            times.add(Instant.parse(Customer.text(paid, "/data/transferFunds/at")));
        }
        Customer.text(
                staff().ask(
                                REVERSE,
                                Map.of(
                                        "input",
                                        Map.of(
                                                "transferId", ids.getLast(),
                                                "reason", "by mistake",
                                                "idempotencyKey", "back"))),
                "/data/reverseTransfer/id");
    }

    private Customer staff() {
        return new Customer(service, tenantId, "fina", tokens.user("fina", tenantId, "finance"));
    }

    private static Map<String, Object> payment(int euro) {
        Map<String, Object> input = new HashMap<>();
        input.put("toUserId", "bob");
        input.put("amount", Customer.money(euro + ".00", "EUR"));
        input.put("reason", "=1+\"" + euro + "\"");
        input.put("metadata", List.of(Map.of("name", "order", "value", "o-" + euro % 2)));
        input.put("idempotencyKey", "pay-" + euro);
        return input;
    }

    private String availableAt(Instant at) {
        return Customer.text(
                ann.ask(BALANCE, Map.of("id", wallet, "at", at.toString())),
                "/data/balanceAt/balance/available/amount");
    }

    @Test
    void a_balance_of_any_time_is_what_was_booked_by_then() {
        assertThat(availableAt(times.getFirst().minus(Duration.ofDays(1)))).isEqualTo("0.00");
        assertThat(availableAt(times.getFirst().minusMillis(1))).isEqualTo("97.10");
        assertThat(availableAt(times.get(0))).isEqualTo("96.10");
        assertThat(availableAt(times.get(1))).isEqualTo("94.10");
        assertThat(availableAt(times.get(3))).isEqualTo("87.10");
        assertThat(availableAt(Instant.now())).isEqualTo("87.10");
        assertThat(ann.ask(
                                BALANCE,
                                Map.of(
                                        "id",
                                        wallet,
                                        "at",
                                        Instant.now().plus(Duration.ofHours(1)).toString()))
                        .toString())
                .contains("INVALID_INPUT", "not known yet");
        assertThat(bob.ask(BALANCE, Map.of("id", wallet, "at", times.get(0).toString()))
                        .toString())
                .contains("NOT_FOUND");
    }

    @Test
    void the_parts_of_a_statement_are_its_lines_and_begin_and_end_with_what_the_wallet_held() {
        Map<String, Object> asked = new HashMap<>(Map.of(
                "id",
                wallet,
                "from",
                times.get(1).toString(),
                "to",
                times.get(4).toString(),
                "first",
                2));

        JsonNode first = ann.ask(STATEMENT, asked).at("/data/statement");
        asked.put("after", first.path("endCursor").asString());
        JsonNode second = ann.ask(STATEMENT, asked).at("/data/statement");

        assertThat(first.at("/opening/real/available/amount").asString()).isEqualTo("96.10");
        assertThat(first.at("/closing/real/available/amount").asString()).isEqualTo("87.10");
        assertThat(first.path("lines").asInt()).isEqualTo(2);
        assertThat(second.path("lines").asInt()).isEqualTo(1);
        assertThat(second.path("endCursor").isNull()).isTrue();
        String[] lines = (first.path("csv").asString() + second.path("csv").asString()).split("\r\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).isEqualTo("seq,at,kind,transfer,pocket,part,amount,balance_after,currency,reason");
        assertThat(lines[1])
                .isEqualTo("4," + times.get(1) + ",PAYMENT," + ids.get(1)
                        + ",REAL,AVAILABLE,-2.00,94.10,EUR,\"'=1+\"\"2\"\"\"");
        assertThat(lines[3]).contains(ids.get(3), ",-4.00,87.10,");
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("first", 5_001), Map.of("first", 0), Map.of("after", "x"), Map.of("to", asked.get("from")))) {
            Map<String, Object> bad = new HashMap<>(asked);
            bad.putAll(wrong);
            assertThat(ann.ask(STATEMENT, bad).toString()).contains("INVALID_INPUT");
        }
        assertThat(bob.ask(STATEMENT, asked).toString()).contains("NOT_FOUND");
    }

    private List<String> listed(Map<String, Object> filter) {
        List<String> found = new ArrayList<>();
        JsonNode answer = ann.ask(LIST, Map.of("filter", filter));
        answer.at("/data/transfers/nodes")
                .forEach(node -> found.add(node.path("id").asString()));
        return found;
    }

    @Test
    void transfers_are_found_by_type_status_time_amount_and_metadata() {
        assertThat(listed(Map.of("types", List.of("PAYMENT")))).isEqualTo(ids.reversed());
        assertThat(listed(Map.of("types", List.of("DEPOSIT", "REVERSAL")))).hasSize(2);
        assertThat(listed(Map.of("status", "REVERSED"))).containsExactly(ids.get(4));
        assertThat(listed(Map.of("status", "COMPLETED", "types", List.of("PAYMENT"))))
                .isEqualTo(ids.subList(0, 4).reversed());
        assertThat(listed(Map.of(
                        "from", times.get(1).toString(), "to", times.get(3).toString())))
                .isEqualTo(ids.subList(1, 3).reversed());
        assertThat(listed(Map.of(
                        "minimum", Customer.money("2.00", "EUR"),
                        "maximum", Customer.money("4.00", "EUR"))))
                .isEqualTo(ids.subList(1, 4).reversed());
        assertThat(listed(Map.of("minimum", Customer.money("1.00", "USD")))).isEmpty();
        assertThat(listed(Map.of("metadata", List.of(Map.of("name", "order", "value", "o-0")))))
                .containsExactly(ids.get(3), ids.get(1));
        JsonNode page = ann.ask(LIST, Map.of("filter", Map.of("types", List.of("PAYMENT")), "first", 3));
        String cursor = Customer.text(page, "/data/transfers/pageInfo/endCursor");
        assertThat(ann.ask(LIST, Map.of("filter", Map.of("types", List.of("PAYMENT")), "first", 3, "after", cursor))
                        .at("/data/transfers/nodes"))
                .hasSize(2);
        assertThat(ann.ask(LIST, Map.of("filter", Map.of("types", List.of("DEPOSIT")), "after", cursor))
                        .toString())
                .contains("CURSOR");
        assertThat(ann.ask(
                                LIST,
                                Map.of(
                                        "filter",
                                        Map.of(
                                                "from", times.get(3).toString(),
                                                "to", times.get(1).toString(),
                                                "minimum", Customer.money("0.00", "EUR"),
                                                "status", "DRY_RUN")))
                        .toString())
                .contains("filter.from", "filter.minimum", "filter.status");
    }

    @Test
    void staff_see_what_was_booked_by_type_and_how_much_was_taken_back() {
        Map<String, Object> today = Map.of(
                "from", Instant.now().minus(Duration.ofHours(1)).toString(),
                "to", Instant.now().plus(Duration.ofHours(1)).toString());

        JsonNode stats = staff().ask(STATS, today).at("/data/paymentStats");

        Map<String, String> byType = new HashMap<>();
        stats.forEach(one -> byType.put(one.path("type").asString(), one.toString()));
        assertThat(byType).containsOnlyKeys("DEPOSIT", "PAYMENT", "REVERSAL");
        assertThat(byType.get("PAYMENT"))
                .contains("\"count\":5", "\"reversed\":1", "\"total\":\"15.00\"", "\"currency\":\"EUR\"");
        assertThat(byType.get("DEPOSIT")).contains("\"total\":\"100.00\"", "\"reversed\":0");
        assertThat(ann.ask(STATS, today).toString()).contains("FORBIDDEN");
        assertThat(staff().ask(STATS, Map.of("from", "2026-01-01T00:00:00Z", "to", "2026-02-02T00:00:00Z"))
                        .toString())
                .contains("INVALID_INPUT", "31 days");
    }
}
