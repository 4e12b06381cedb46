package dev.coffer.payment.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Transfers over HTTP, on two replicas with the real stores. Each test has a tenant of its own. */
@ExtendWith(StoresExtension.class)
class TransferServiceIT {

    private static final int AT_ONCE = 24;
    private static final String LIST = """
            query List($first: Int, $after: String, $last: Int, $before: String, $filter: TransferFilter) {
              transfers(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
                nodes { id }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              }
            }""";
    private static final String ONE = "query T($id: ID!) { transfer(id: $id) { id from { user { id } } } }";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private String tenantId = "";
    private Customer ann = unknown();
    private Customer bob = unknown();

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
    void twoCustomers() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        bob = Customer.of(service, tokens, tenantId, "bob");
        bob.open("EUR");
    }

    private static List<JsonNode> allAtOnce(List<Supplier<JsonNode>> requests) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<JsonNode>> running = requests.stream()
                    .map(request -> CompletableFuture.supplyAsync(request, threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }

    private void assertNothingMoved() {
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
        assertThat(bob.balance("EUR")).isEqualByComparingTo("0");
    }

    private static String code(JsonNode answer) {
        return answer.at("/data/transferFunds/code").asString(TestService.errorCode(answer));
    }

    @Test
    void a_repeat_answers_the_first_transfer_also_at_another_replica() {
        JsonNode first = ann.payUser("bob", "10.00", "EUR", "key");
        assertThat(ann.payUser("bob", "10.00", "EUR", "key")).isEqualTo(first);
        assertThat(ann.at(other).payUser("bob", "10.0", "EUR", "key")).isEqualTo(first);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("87.10");
        assertThat(bob.balance("EUR")).isEqualByComparingTo("10.00");
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        ann.payUser("bob", "10.00", "EUR", "key");
        Map<String, Object> withReason = Map.of("toUserId", "bob", "reason", "dinner");
        for (JsonNode answer : List.of(
                ann.payUser("bob", "10.01", "EUR", "key"),
                ann.at(other).pay(withReason, "10.00", "EUR", "key"),
                ann.pay(Map.of("toWalletId", bob.open("EUR")), "10.00", "EUR", "key"),
                ann.pay(Map.of("toUserId", "bob", "fromWalletId", ann.open("EUR")), "10.00", "EUR", "key"))) {
            assertThat(code(answer)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }
        assertThat(ann.balance("EUR")).isEqualByComparingTo("87.10");
    }

    @Test
    void another_users_same_key_is_another_transfer() {
        JsonNode first = ann.payUser("bob", "10.00", "EUR", "key");
        JsonNode second = bob.payUser("ann", "4.00", "EUR", "key");
        assertThat(Customer.text(second, "/data/transferFunds/id"))
                .isNotEqualTo(Customer.text(first, "/data/transferFunds/id"));
        assertThat(bob.balance("EUR")).isEqualByComparingTo("6.00");
    }

    @Test
    void the_same_transfer_many_times_at_once_at_two_replicas_is_one() {
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer at = ann.at(i % 2 == 0 ? service : other);
            requests.add(() -> at.payUser("bob", "10.00", "EUR", "key"));
        }
        List<JsonNode> answers = allAtOnce(requests);
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(code(answers.getFirst())).isEmpty();
        assertThat(ann.balance("EUR")).isEqualByComparingTo("87.10");
    }

    @Test
    void of_one_key_with_many_bodies_at_once_one_moves_and_the_others_are_refused() {
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer at = ann.at(i % 2 == 0 ? service : other);
            String amount = "0." + (10 + i);
            requests.add(() -> at.payUser("bob", amount, "EUR", "key"));
        }
        List<JsonNode> answers = allAtOnce(requests);
        assertThat(answers).filteredOn(answer -> code(answer).isEmpty()).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> code(answer).equals("IDEMPOTENCY_KEY_REUSED"))
                .hasSize(AT_ONCE - 1);
    }

    @Test
    void many_transfers_at_once_at_two_replicas_never_spend_what_is_not_there() {
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer at = ann.at(i % 2 == 0 ? service : other);
            String key = "key-" + i;
            requests.add(() -> at.payUser("bob", "10.00", "EUR", key));
        }
        List<JsonNode> answers = allAtOnce(requests);
        assertThat(answers).filteredOn(answer -> code(answer).isEmpty()).hasSize(9);
        assertThat(answers)
                .filteredOn(answer -> code(answer).equals("INSUFFICIENT_FUNDS"))
                .hasSize(AT_ONCE - 9);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("7.10");
        assertThat(bob.balance("EUR")).isEqualByComparingTo("90.00");
    }

    @Test
    void a_refusal_is_remembered_and_an_error_is_not() {
        JsonNode refused = ann.payUser("bob", "97.11", "EUR", "overdraft");
        assertThat(code(refused)).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(code(ann.payUser("carl", "1.00", "EUR", "nobody-yet"))).isEqualTo("NOT_FOUND");
        ann.deposit(ann.open("EUR"), "50.00", "EUR", "more");
        Customer.of(service, tokens, tenantId, "carl").open("EUR");
        assertThat(ann.payUser("bob", "97.11", "EUR", "overdraft")).isEqualTo(refused);
        assertThat(code(ann.payUser("carl", "1.00", "EUR", "nobody-yet"))).isEmpty();
    }

    @Test
    void money_leaves_only_wallets_of_the_callers_own() {
        String foreign = bob.open("EUR");
        JsonNode answer = ann.pay(Map.of("toUserId", "ann", "fromWalletId", foreign), "1.00", "EUR", "theft");
        assertThat(code(answer)).isEqualTo("NOT_FOUND");
        assertThat(answer.at("/errors/0/extensions/field").asString("")).isEqualTo("input.fromWalletId");
        String admin = tokens.user("adam", tenantId, "admin", "user");
        Customer adam = new Customer(service, tenantId, "adam", admin);
        adam.open("EUR");
        assertThat(code(adam.pay(
                        Map.of("toUserId", "adam", "fromWalletId", ann.open("EUR")), "1.00", "EUR", "by-staff")))
                .isEqualTo("NOT_FOUND");
        assertNothingMoved();
    }

    @Test
    void a_wallet_that_was_met_before_is_still_its_owners_alone() {
        String anns = ann.open("EUR");
        String bobs = bob.open("EUR");
        assertThat(code(ann.pay(Map.of("fromWalletId", anns, "toWalletId", bobs), "1.00", "EUR", "met")))
                .isEmpty();

        assertThat(code(ann.pay(Map.of("fromWalletId", bobs, "toUserId", "ann"), "1.00", "EUR", "theft")))
                .isEqualTo("NOT_FOUND");
        assertThat(code(bob.pay(Map.of("fromWalletId", anns, "toUserId", "bob"), "1.00", "EUR", "theft")))
                .isEqualTo("NOT_FOUND");
        Customer namesake =
                Customer.of(service, tokens, "foreign-" + tenantId, "ann").withMoney("10.00", "EUR");
        assertThat(code(namesake.pay(Map.of("fromWalletId", anns, "toUserId", "bob"), "1.00", "EUR", "in")))
                .isEqualTo("NOT_FOUND");
        assertThat(code(namesake.pay(Map.of("toWalletId", bobs), "1.00", "EUR", "out")))
                .isEqualTo("NOT_FOUND");
        assertThat(code(namesake.payUser("bob", "1.00", "EUR", "out-to-user"))).isEqualTo("NOT_FOUND");

        assertThat(ann.balance("EUR")).isEqualByComparingTo("96.10");
        assertThat(bob.balance("EUR")).isEqualByComparingTo("1.00");
    }

    @Test
    void a_foreign_wallet_can_be_paid_into_and_a_house_account_or_none_cannot() {
        assertThat(code(ann.pay(Map.of("toWalletId", bob.open("EUR")), "1.00", "EUR", "to-wallet")))
                .isEmpty();
        assertThat(bob.balance("EUR")).isEqualByComparingTo("1.00");
        String house = service.ask(LIST, Map.of("first", 1), ann.token()).toString();
        JsonNode deposit = ann.ask("{ transfers(last: 1) { nodes { from { walletId houseAccount } } } }", Map.of());
        assertThat(house).isNotBlank();
        assertThat(Customer.text(deposit, "/data/transfers/nodes/0/from/houseAccount"))
                .isEqualTo("WORLD");
        String world = Customer.text(deposit, "/data/transfers/nodes/0/from/walletId");
        for (String nowhere : List.of(world, UUID.randomUUID().toString(), "", "x", "1' OR '1'='1", "$ne")) {
            assertThat(code(ann.pay(Map.of("toWalletId", nowhere), "1.00", "EUR", "to-" + nowhere)))
                    .as(nowhere)
                    .isEqualTo("NOT_FOUND");
        }
        assertThat(code(ann.pay(Map.of("toUserId", "bob", "fromWalletId", world), "1.00", "EUR", "from-world")))
                .isEqualTo("NOT_FOUND");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("96.10");
    }

    @Test
    void no_money_crosses_the_border_of_a_tenant() {
        Customer stranger = Customer.of(service, tokens, "foreign-" + tenantId, "stranger");
        String foreign = stranger.open("EUR");
        assertThat(code(ann.pay(Map.of("toWalletId", foreign), "1.00", "EUR", "out")))
                .isEqualTo("NOT_FOUND");
        assertThat(code(ann.payUser("stranger", "1.00", "EUR", "out-to-user"))).isEqualTo("NOT_FOUND");
        assertThat(code(stranger.pay(
                        Map.of("toUserId", "stranger", "fromWalletId", ann.open("EUR")), "1.00", "EUR", "in")))
                .isEqualTo("NOT_FOUND");
        // The same user id in another tenant is another person.
        Customer namesake = Customer.of(service, tokens, "foreign-" + tenantId, "ann");
        assertThat(code(namesake.pay(
                        Map.of("toUserId", "stranger", "fromWalletId", ann.open("EUR")), "1.00", "EUR", "in")))
                .isEqualTo("NOT_FOUND");
        assertNothingMoved();
    }

    @ParameterizedTest
    @CsvSource({
        "0, EUR, INVALID_INPUT",
        "0.00, EUR, INVALID_INPUT",
        "-0, EUR, INVALID_INPUT",
        "-1.00, EUR, INVALID_INPUT",
        "1.001, EUR, INVALID_INPUT",
        "1.000, EUR, INVALID_INPUT",
        "1.5, JPY, INVALID_INPUT",
        "1.0, JPY, INVALID_INPUT",
        "1.0001, KWD, INVALID_INPUT",
        "92233720368547758.08, EUR, INVALID_INPUT",
        "9999999999999999999999999999999, EUR, INVALID_INPUT",
        "1.00, XXQ, INVALID_INPUT",
        "99999999999999999999999999999999, EUR, GRAPHQL_VALIDATION_FAILED",
        "1e2, EUR, GRAPHQL_VALIDATION_FAILED",
        "NaN, EUR, GRAPHQL_VALIDATION_FAILED",
        "Infinity, EUR, GRAPHQL_VALIDATION_FAILED",
        "0x10, EUR, GRAPHQL_VALIDATION_FAILED",
        "'1,00', EUR, GRAPHQL_VALIDATION_FAILED",
        "'', EUR, GRAPHQL_VALIDATION_FAILED",
        "' 1.00', EUR, GRAPHQL_VALIDATION_FAILED",
        "+1.00, EUR, GRAPHQL_VALIDATION_FAILED",
        "01.00, EUR, GRAPHQL_VALIDATION_FAILED",
        "1., EUR, GRAPHQL_VALIDATION_FAILED",
        "١.٠٠, EUR, GRAPHQL_VALIDATION_FAILED",
        "1.00, eur, GRAPHQL_VALIDATION_FAILED",
        "1.00, EURO€, GRAPHQL_VALIDATION_FAILED",
        "92233720368547758.07, EUR, INSUFFICIENT_FUNDS",
        "97.11, EUR, INSUFFICIENT_FUNDS",
    })
    void an_amount_that_cannot_be_moved_is_refused_with_a_sentence_and_moves_nothing(
            String amount, String currency, String expected) {
        JsonNode answer = ann.payUser("bob", amount, currency, "bad");
        assertThat(code(answer)).isEqualTo(expected);
        String message = answer.at("/errors/0/message")
                .asString(answer.at("/data/transferFunds/message").asString(""));
        assertThat(message).isNotBlank();
        if (expected.equals("INVALID_INPUT")) {
            assertThat(answer.at("/errors/0/extensions/field").asString("")).isEqualTo("input.amount");
        }
        assertNothingMoved();
    }

    @Test
    void currencies_without_decimals_and_with_three_move_their_smallest_unit() {
        for (List<String> unit : List.of(List.of("1", "JPY"), List.of("0.001", "KWD"), List.of("0.00000001", "BTC"))) {
            String currency = unit.getLast();
            Customer rich = Customer.of(service, tokens, tenantId, "rich").withMoney("10", currency);
            bob.open(currency);
            assertThat(code(rich.payUser("bob", unit.getFirst(), currency, "unit-" + currency)))
                    .isEmpty();
            assertThat(bob.balance(currency)).isEqualByComparingTo(unit.getFirst());
        }
    }

    @Test
    void a_wallet_that_cannot_hold_more_refuses_and_the_payer_keeps_the_money() {
        Customer rich = Customer.of(service, tokens, tenantId, "rich").withMoney("9223372036854775000", "JPY");
        Customer full = Customer.of(service, tokens, tenantId, "full");
        full.open("JPY");
        assertThat(code(rich.payUser("full", "8955894247785980000", "JPY", "most")))
                .isEmpty();
        assertThat(full.balance("JPY")).isEqualByComparingTo("8955894247785980000");
        JsonNode answer = full.payUser("rich", "8955894247785980001", "JPY", "one-more");
        assertThat(code(answer)).isEqualTo("INSUFFICIENT_FUNDS");
    }

    @Test
    void a_transfer_to_the_paying_wallet_itself_is_refused_and_between_ones_own_wallets_is_fine() {
        assertThat(code(ann.payUser("ann", "1.00", "EUR", "self"))).isEqualTo("SAME_WALLET");
        assertThat(code(ann.pay(Map.of("toWalletId", ann.open("EUR", "savings")), "1.00", "EUR", "save")))
                .isEmpty();
        assertThat(ann.balance("EUR")).isEqualByComparingTo("96.10");
    }

    @Test
    void a_payee_is_named_once_and_a_key_is_needed() {
        String wallet = bob.open("EUR");
        for (Map<String, String> payee :
                List.of(Map.<String, String>of(), Map.of("toUserId", "bob", "toWalletId", wallet))) {
            assertThat(code(ann.pay(payee, "1.00", "EUR", "key"))).isEqualTo("INVALID_INPUT");
        }
        for (String key : List.of("", "k".repeat(256))) {
            JsonNode answer = ann.payUser("bob", "1.00", "EUR", key);
            assertThat(code(answer)).isEqualTo("INVALID_INPUT");
            assertThat(answer.at("/errors/0/extensions/field").asString("")).isEqualTo("input.idempotencyKey");
        }
        assertThat(code(ann.payUser("bob", "1.00", "EUR", "k".repeat(255)))).isEmpty();
        assertThat(code(ann.pay(Map.of("toUserId", "bob", "reason", "r".repeat(501)), "1.00", "EUR", "long")))
                .isEqualTo("INVALID_INPUT");
    }

    /** What cannot be stored as it came would be stored as something else, and a repeat would not find it. */
    @ParameterizedTest
    @ValueSource(strings = {"half a pair: \\ud83d", "other half: \\udd11.", "nul: \\u0000", "line\\nbreak"})
    void a_key_that_is_no_readable_text_is_refused_before_anything_is_written(String key) {
        JsonNode answer = ann.payEscaped("bob", "1.00", "EUR", "idempotencyKey", key);
        assertThat(code(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.at("/errors/0/extensions/field").asString("")).isEqualTo("input.idempotencyKey");
        assertNothingMoved();
    }

    @Test
    void text_of_every_language_is_kept_as_it_came_and_half_a_character_is_refused() {
        String reason = "Abendessen für zwei – 晩ご飯 🍜 \"quoted\" $where {a: 1}\nsecond line";
        JsonNode first = ann.pay(Map.of("toUserId", "bob", "reason", reason), "1.00", "EUR", "Schlüssel 🔑");
        assertThat(Customer.text(first, "/data/transferFunds/reason")).isEqualTo(reason);
        assertThat(ann.pay(Map.of("toUserId", "bob", "reason", reason), "1.00", "EUR", "Schlüssel 🔑"))
                .isEqualTo(first);
        JsonNode half = ann.payEscaped("bob", "1.00", "EUR", "reason", "half \\ud83d");
        assertThat(code(half)).isEqualTo("INVALID_INPUT");
        assertThat(half.at("/errors/0/extensions/field").asString("")).isEqualTo("input.reason");
    }

    @Test
    void only_those_who_took_part_and_staff_of_the_tenant_see_a_transfer() {
        Map<String, String> id =
                Map.of("id", Customer.text(ann.payUser("bob", "1.00", "EUR", "key"), "/data/transferFunds/id"));
        for (Customer party : List.of(ann, bob)) {
            assertThat(Customer.text(party.ask(ONE, id), "/data/transfer/from/user/id"))
                    .isEqualTo("ann");
        }
        assertThat(service.ask(ONE, id, tokens.user("olga", tenantId, "operator"))
                        .at("/data/transfer/id")
                        .asString(""))
                .isEqualTo(id.get("id"));
        for (String token : List.of(
                tokens.user("carl", tenantId, "user"),
                tokens.user("ann", "elsewhere", "user"),
                tokens.user("olga", "elsewhere", "operator"))) {
            JsonNode answer = service.ask(ONE, id, token);
            assertThat(TestService.errorCode(answer)).isEqualTo("NOT_FOUND");
            assertThat(answer.at("/data/transfer").isNull()).isTrue();
        }
    }

    @Test
    void transfers_are_the_same_row_page_by_page_forwards_and_backwards() {
        for (int i = 0; i < 7; i++) {
            ann.payUser("bob", "0.0" + (i + 1), "EUR", "key-" + i);
        }
        List<String> whole = ids(ann.ask(LIST, Map.of("first", 100)));
        assertThat(whole).hasSize(8).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(walk(true, 3)).isEqualTo(whole);
        assertThat(walk(false, 3)).isEqualTo(whole);
        assertThat(walk(true, 8)).isEqualTo(whole);
        assertThat(walk(false, 1)).isEqualTo(whole);
        Set<String> seenByBob = new HashSet<>(ids(bob.ask(LIST, Map.of("first", 100))));
        assertThat(seenByBob).hasSize(7).isSubsetOf(whole);
        Map<String, Object> filtered = Map.of("first", 100, "filter", Map.of("walletId", ann.open("EUR")));
        assertThat(ids(ann.ask(LIST, filtered))).isEqualTo(whole);
        assertThat(TestService.errorCode(bob.ask(LIST, filtered))).isEqualTo("NOT_FOUND");
    }

    private List<String> walk(boolean isForward, int size) {
        List<String> seen = new ArrayList<>();
        @Nullable String cursor = null;
        while (true) {
            Map<String, Object> page = new java.util.HashMap<>();
            page.put(isForward ? "first" : "last", size);
            page.put(isForward ? "after" : "before", cursor);
            JsonNode answer = ann.ask(LIST, page);
            seen.addAll(isForward ? seen.size() : 0, ids(answer));
            String info = "/data/transfers/pageInfo/";
            if (!answer.at(info + (isForward ? "hasNextPage" : "hasPreviousPage"))
                    .asBoolean()) {
                return seen;
            }
            cursor = Customer.text(answer, info + (isForward ? "endCursor" : "startCursor"));
        }
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.at("/data/transfers/nodes")
                .forEach(node -> ids.add(node.path("id").asString()));
        return ids;
    }

    @Test
    void a_page_out_of_range_and_a_cursor_that_was_changed_or_is_anothers_are_refused() {
        ann.payUser("bob", "0.01", "EUR", "key");
        for (Map<String, Object> page : List.<Map<String, Object>>of(
                Map.of("first", 101),
                Map.of("first", 0),
                Map.of("first", -1),
                Map.of("last", 101),
                Map.of("first", 1, "last", 1))) {
            assertThat(TestService.errorCode(ann.ask(LIST, page)))
                    .as(page.toString())
                    .isEqualTo("INVALID_INPUT");
        }
        String cursor = Customer.text(ann.ask(LIST, Map.of("first", 1)), "/data/transfers/pageInfo/endCursor");
        char last = cursor.charAt(cursor.length() - 2);
        String tampered = cursor.substring(0, cursor.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + cursor.charAt(cursor.length() - 1);
        for (String wrong : List.of(tampered, "", "x", "bm9uc2Vuc2U", "a".repeat(2_000))) {
            assertThat(TestService.errorCode(ann.ask(LIST, Map.of("first", 1, "after", wrong))))
                    .as(wrong)
                    .isEqualTo("CURSOR_INVALID");
        }
        assertThat(TestService.errorCode(bob.ask(LIST, Map.of("first", 1, "after", cursor))))
                .isEqualTo("CURSOR_OF_OTHER_QUERY");
        Customer namesake = Customer.of(service, tokens, "elsewhere", "ann");
        assertThat(TestService.errorCode(namesake.ask(LIST, Map.of("first", 1, "after", cursor))))
                .isEqualTo("CURSOR_OF_OTHER_QUERY");
    }
}
