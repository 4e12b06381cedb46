package dev.coffer.payment.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
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

/** Linked transfers, bulks and dry runs over HTTP. Each test has a tenant of its own. */
@ExtendWith(StoresExtension.class)
class ManyTransfersServiceIT {

    private static final String LINKED = """
            mutation Linked($input: LinkedTransfersInput!) {
              linkedTransfers(input: $input) {
                __typename
                ... on LinkedTransfers { transfers { id linkedId status amount { amount } to { user { id } } } }
                ... on Refusal { code message field }
              }
            }""";
    private static final String BULK = """
            mutation Bulk($input: BulkTransfersInput!) {
              bulkTransfers(input: $input) {
                booked refused
                results { __typename ... on Transfer { id status amount { amount } } ... on Refusal { code field } }
              }
            }""";
    private static final String DRY = """
            mutation Dry($input: TransferFundsInput!) {
              transferFunds(input: $input) {
                __typename ... on Transfer { id status amount { amount } } ... on Refusal { code }
              }
            }""";

    private static TestTokens tokens;
    private static TestService service;

    private String tenantId = "";
    private Customer ann = unknown();
    private Customer bob = unknown();

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
    void twoCustomers() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        bob = Customer.of(service, tokens, tenantId, "bob");
        bob.open("EUR");
    }

    private static Map<String, Object> to(String userId, String amount) {
        return Map.of("toUserId", userId, "amount", Customer.money(amount, "EUR"));
    }

    private static JsonNode linked(Customer by, String key, boolean isDry, List<Map<String, Object>> transfers) {
        JsonNode answer = by.ask(LINKED, input(key, isDry, transfers));
        return answer.at("/data/linkedTransfers").isObject() ? answer.at("/data/linkedTransfers") : answer;
    }

    private static JsonNode bulk(Customer by, String key, boolean isDry, List<Map<String, Object>> transfers) {
        JsonNode answer = by.ask(BULK, input(key, isDry, transfers));
        return answer.at("/data/bulkTransfers").isObject() ? answer.at("/data/bulkTransfers") : answer;
    }

    private static Map<String, ?> input(String key, boolean isDry, List<Map<String, Object>> transfers) {
        return Map.of("input", Map.of("transfers", transfers, "idempotencyKey", key, "dryRun", isDry));
    }

    private void assertBalances(String annHas, String bobHas) {
        assertThat(ann.balance("EUR")).isEqualByComparingTo(annHas);
        assertThat(bob.balance("EUR")).isEqualByComparingTo(bobHas);
    }

    @Test
    void linked_transfers_are_booked_together_and_a_repeat_answers_the_same() {
        List<Map<String, Object>> three = List.of(to("bob", "10.00"), to("bob", "20.00"), to("bob", "0.01"));

        JsonNode booked = linked(ann, "key", false, three);

        assertThat(booked.path("transfers")).hasSize(3);
        String linkedId = booked.at("/transfers/0/linkedId").asString();
        assertThat(linkedId).isNotEmpty();
        assertThat(booked.path("transfers")).allSatisfy(one -> {
            assertThat(one.path("linkedId").asString()).isEqualTo(linkedId);
            assertThat(one.path("status").asString()).isEqualTo("COMPLETED");
        });
        assertThat(linked(ann, "key", false, three)).isEqualTo(booked);
        assertThat(linked(ann, "key", false, three.subList(0, 2)).path("code").asString())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertBalances("67.09", "30.01");
    }

    @Test
    void where_one_is_refused_none_is_booked_and_the_field_says_which() {
        JsonNode refused = linked(ann, "key", false, List.of(to("bob", "90.00"), to("bob", "7.10"), to("bob", "0.01")));

        assertThat(refused.path("code").asString()).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(refused.path("field").asString()).isEqualTo("input.transfers[2].amount");
        assertBalances("97.10", "0");
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        JsonNode answer = linked(
                ann,
                "",
                false,
                List.of(
                        to("bob", "0.00"),
                        to("bob", "1.00"),
                        Map.of("amount", Customer.money("1.00", "EUR")),
                        Map.of("toUserId", "bob", "toWalletId", "w", "amount", Customer.money("1.001", "EUR"))));

        assertThat(answer.toString())
                .contains("INVALID_INPUT", "input.idempotencyKey", "input.transfers[0].amount")
                .contains("input.transfers[2].toUserId", "input.transfers[3].toWalletId", "input.transfers[3].amount")
                .doesNotContain("input.transfers[1]");
        for (int count : List.of(0, 1, 51)) {
            assertThat(linked(ann, "key", false, several(count)).toString())
                    .contains("INVALID_INPUT", "Give 2 to 50 transfers, not " + count);
        }
        assertThat(linked(ann, "key", false, List.of(to("bob", "1.00"), to("nobody", "1.00")))
                        .toString())
                .contains("NOT_FOUND", "input.transfers[1].toUserId");
        assertBalances("97.10", "0");
    }

    private static List<Map<String, Object>> several(int count) {
        List<Map<String, Object>> transfers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transfers.add(to("bob", "0.01"));
        }
        return transfers;
    }

    @Test
    void a_bulk_books_what_it_can_and_a_repeat_books_nothing_more() {
        List<Map<String, Object>> four =
                List.of(to("bob", "50.00"), to("bob", "5000.00"), to("nobody", "1.00"), to("bob", "40.00"));

        JsonNode first = bulk(ann, "payroll", false, four);

        assertThat(first.path("booked").asInt()).isEqualTo(2);
        assertThat(first.path("refused").asInt()).isEqualTo(2);
        assertThat(first.at("/results/1/code").asString()).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(first.at("/results/1/field").asString()).isEqualTo("input.transfers[1].amount");
        assertThat(first.at("/results/2/code").asString()).isEqualTo("NOT_FOUND");
        assertThat(first.at("/results/2/field").asString()).isEqualTo("input.transfers[2].toUserId");
        assertThat(bulk(ann, "payroll", false, four)).isEqualTo(first);
        assertThat(bulk(ann, "payroll", false, four.subList(0, 1))
                        .at("/results/0/code")
                        .asString())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertBalances("7.10", "90.00");
    }

    @Test
    void linked_transfers_under_the_key_of_a_bulk_whose_first_payment_was_not_found_are_refused() {
        bulk(ann, "key", false, List.of(to("nobody", "1.00"), to("bob", "1.00")));

        JsonNode answer = linked(ann, "key", false, List.of(to("bob", "2.00"), to("bob", "2.00")));

        assertThat(answer.path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertBalances("96.10", "1.00");
    }

    @Test
    void the_largest_bulk_is_booked_whole_and_a_larger_one_is_turned_away() {
        Customer rich = Customer.of(service, tokens, tenantId, "rich").withMoney("2000.00", "EUR");

        JsonNode booked = bulk(rich, "many", false, several(1_000));

        assertThat(booked.path("booked").asInt()).isEqualTo(1_000);
        assertThat(bob.balance("EUR")).isEqualByComparingTo("10.00");
        assertThat(bulk(rich, "many", false, several(1_000))).isEqualTo(booked);
        assertThat(bulk(rich, "more", false, several(1_001)).toString())
                .contains("INVALID_INPUT", "Give 1 to 1000 transfers, not 1001");
    }

    @Test
    void a_dry_run_says_what_would_happen_and_nothing_does() {
        Map<String, Object> pay = new HashMap<>(to("bob", "30.00"));
        pay.put("idempotencyKey", "key");
        pay.put("dryRun", true);

        JsonNode alone = ann.ask(DRY, Map.of("input", pay)).at("/data/transferFunds");
        JsonNode together = linked(ann, "key", true, List.of(to("bob", "97.00"), to("bob", "0.10")));
        JsonNode tooMuch = linked(ann, "key", true, List.of(to("bob", "97.00"), to("bob", "0.11")));
        JsonNode many = bulk(ann, "key", true, List.of(to("bob", "60.00"), to("bob", "60.00"), to("bob", "37.10")));

        assertThat(alone.path("status").asString()).isEqualTo("DRY_RUN");
        assertThat(together.at("/transfers/1/status").asString()).isEqualTo("DRY_RUN");
        assertThat(tooMuch.path("field").asString()).isEqualTo("input.transfers[1].amount");
        assertThat(many.at("/results").toString()).contains("INSUFFICIENT_FUNDS");
        assertThat(many.path("booked").asInt()).isEqualTo(2);
        assertBalances("97.10", "0");
        pay.put("dryRun", false);
        assertThat(ann.ask(DRY, Map.of("input", pay))
                        .at("/data/transferFunds/status")
                        .asString())
                .isEqualTo("COMPLETED");
        assertBalances("67.10", "30.00");
    }

    @Test
    void nobody_pays_from_what_is_not_theirs() {
        String annsWallet = ann.open("EUR");
        Map<String, Object> fromAnn =
                Map.of("fromWalletId", annsWallet, "toUserId", "bob", "amount", Customer.money("1.00", "EUR"));
        Customer other = Customer.of(service, tokens, "tenant-" + UUID.randomUUID(), "ann");

        for (Customer thief : List.of(bob, other)) {
            assertThat(linked(thief, "key", false, List.of(fromAnn, fromAnn)).toString())
                    .contains("NOT_FOUND", "input.transfers[0].fromWalletId");
            assertThat(bulk(thief, "bulk", false, List.of(fromAnn))
                            .at("/results/0/code")
                            .asString())
                    .isEqualTo("NOT_FOUND");
        }
        assertBalances("97.10", "0");
    }
}
