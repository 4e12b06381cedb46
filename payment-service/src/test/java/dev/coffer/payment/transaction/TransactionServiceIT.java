package dev.coffer.payment.transaction;

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
import java.math.BigDecimal;
import java.util.ArrayList;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A wallet's book and the fee quotes over HTTP. */
@ExtendWith(StoresExtension.class)
class TransactionServiceIT {

    private static final int PAYMENTS = 9;
    private static final String BOOK = """
            query Book($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
              transactions(walletId: $id, first: $first, after: $after, last: $last, before: $before) {
                nodes { id amount { amount } balanceAfter { amount } kind }
                totalCount
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              }
            }""";

    private static TestTokens tokens;
    private static TestService service;

    private String tenantId = "";
    private Customer ann = unknown();
    private String wallet = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
        SettingScope fees = SettingScope.installation("payment-service/fees");
        ChangeSettings.Intent intent = new ChangeSettings.Intent(fees, 0, "test", "one percent on payments");
        await().until(() -> service.bean(ChangeSettings.class).set(intent, Map.of("payment", "default=1"))
                instanceof SettingResult.Changed);
        await().until(() -> service.bean(LiveSettings.class).version(fees) == 1);
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
    void aBook() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        wallet = ann.open("EUR");
        Customer.of(service, tokens, tenantId, "bob").open("EUR");
        for (int i = 1; i <= PAYMENTS; i++) {
            ann.payUser("bob", "1.0" + i, "EUR", "key-" + i);
        }
    }

    private JsonNode page(Map<String, ?> arguments) {
        Map<String, Object> variables = new HashMap<>(arguments);
        variables.put("id", wallet);
        return ann.ask(BOOK, variables);
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.at("/data/transactions/nodes")
                .forEach(node -> ids.add(node.path("id").asString()));
        return ids;
    }

    private List<String> walk(boolean isForward, int size) {
        List<String> seen = new ArrayList<>();
        @Nullable String cursor = null;
        while (true) {
            Map<String, Object> arguments = new HashMap<>();
            arguments.put(isForward ? "first" : "last", size);
            arguments.put(isForward ? "after" : "before", cursor);
            JsonNode answer = page(arguments);
            seen.addAll(isForward ? seen.size() : 0, ids(answer));
            String info = "/data/transactions/pageInfo/";
            if (!answer.at(info + (isForward ? "hasNextPage" : "hasPreviousPage"))
                    .asBoolean()) {
                return seen;
            }
            cursor = Customer.text(answer, info + (isForward ? "endCursor" : "startCursor"));
        }
    }

    @Test
    void the_book_reads_the_same_in_pages_of_every_size_forwards_and_backwards() {
        JsonNode whole = page(Map.of("first", 100));
        List<String> ids = ids(whole);
        assertThat(ids).hasSize(2 + 2 * PAYMENTS).doesNotHaveDuplicates();
        assertThat(whole.at("/data/transactions/totalCount").asInt()).isEqualTo(ids.size());
        for (int size : List.of(1, 3, ids.size() - 1, ids.size(), ids.size() + 1)) {
            assertThat(walk(true, size)).as("forwards by " + size).isEqualTo(ids);
            assertThat(walk(false, size)).as("backwards by " + size).isEqualTo(ids);
        }
        assertThat(ids(page(Map.of("last", 100)))).isEqualTo(ids);
    }

    @Test
    void each_line_follows_from_the_one_before_and_the_last_is_the_balance() {
        BigDecimal balance = BigDecimal.ZERO;
        List<JsonNode> oldestFirst = new ArrayList<>();
        page(Map.of("last", 100)).at("/data/transactions/nodes").forEach(oldestFirst::addFirst);
        for (JsonNode line : oldestFirst) {
            balance = balance.add(new BigDecimal(line.at("/amount/amount").asString()));
            assertThat(line.at("/balanceAfter/amount").asString()).isEqualTo(balance.toPlainString());
        }
        assertThat(ann.balance("EUR")).isEqualByComparingTo(balance);
        // 97.10 less nine payments of 1.01 to 1.09 and the fee of one cent on each.
        assertThat(balance).isEqualByComparingTo("87.56");
    }

    @Test
    void lines_that_are_added_between_two_pages_are_neither_skipped_nor_repeated() {
        List<String> before = ids(page(Map.of("first", 100)));
        JsonNode first = page(Map.of("first", 5));
        ann.payUser("bob", "1.00", "EUR", "between");
        String cursor = Customer.text(first, "/data/transactions/pageInfo/endCursor");
        List<String> seen = new ArrayList<>(ids(first));
        seen.addAll(ids(page(Map.of("first", 100, "after", cursor))));
        assertThat(seen).isEqualTo(before);
        String start = Customer.text(first, "/data/transactions/pageInfo/startCursor");
        assertThat(ids(page(Map.of("last", 100, "before", start)))).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void a_page_out_of_range_and_a_cursor_of_another_book_are_refused() {
        for (Map<String, Integer> arguments :
                List.of(Map.of("first", 101), Map.of("first", 0), Map.of("last", -1), Map.of("first", 1, "last", 1))) {
            JsonNode answer = page(arguments);
            assertThat(TestService.errorCode(answer)).as(arguments.toString()).isEqualTo("INVALID_INPUT");
        }
        Customer bob = Customer.of(service, tokens, tenantId, "bob");
        String foreign = Customer.text(
                bob.ask(BOOK, Map.of("id", bob.open("EUR"), "first", 1)), "/data/transactions/pageInfo/endCursor");
        assertThat(TestService.errorCode(page(Map.of("first", 1, "after", foreign))))
                .isEqualTo("CURSOR_OF_OTHER_QUERY");
        String own = Customer.text(page(Map.of("first", 1)), "/data/transactions/pageInfo/endCursor");
        for (int i = 0; i < own.length(); i += 5) {
            String changed = own.substring(0, i) + (own.charAt(i) == 'A' ? 'B' : 'A') + own.substring(i + 1);
            assertThat(TestService.errorCode(page(Map.of("first", 1, "after", changed))))
                    .as(changed)
                    .isEqualTo("CURSOR_INVALID");
        }
    }

    @Test
    void nobody_reads_the_book_of_another_user_or_tenant() {
        for (String token : List.of(
                tokens.user("bob", tenantId, "user"),
                tokens.user("ann", "elsewhere", "user"),
                tokens.user("olga", "elsewhere", "operator"))) {
            JsonNode answer = service.ask(BOOK, Map.of("id", wallet, "first", 1), token);
            assertThat(TestService.errorCode(answer)).isEqualTo("NOT_FOUND");
            assertThat(answer.at("/data/transactions").isMissingNode()).isTrue();
        }
        assertThat(service.ask(BOOK, Map.of("id", wallet, "first", 1), tokens.user("olga", tenantId, "operator"))
                        .at("/data/transactions/nodes")
                        .size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DEPOSIT, 100.00, EUR, 2.90, 100.00, 97.10",
        "DEPOSIT, 1.00, EUR, 0.03, 1.00, 0.97",
        "PAYMENT, 12.50, EUR, 0.12, 12.62, 12.50",
        "PAYMENT, 13.50, EUR, 0.14, 13.64, 13.50",
        "PAYMENT, 0.50, EUR, 0.00, 0.50, 0.50",
        "PAYMENT, 50, JPY, 0, 50, 50",
        "PAYMENT, 1.000, KWD, 0.010, 1.010, 1.000",
    })
    void a_quote_is_exact_and_rounded_half_even(
            String type, String amount, String currency, String fee, String paid, String received) {
        JsonNode quote = quote(type, amount, currency).at("/data/quoteFee");
        assertThat(quote.at("/fee/amount").asString()).isEqualTo(fee);
        assertThat(quote.at("/paid/amount").asString()).isEqualTo(paid);
        assertThat(quote.at("/received/amount").asString()).isEqualTo(received);
    }

    private JsonNode quote(String type, String amount, String currency) {
        return ann.ask(
                "query Q($amount: MoneyInput!) { quoteFee(type: " + type + ", amount: $amount)"
                        + " { fee { amount } paid { amount } received { amount } } }",
                Map.of("amount", Customer.money(amount, currency)));
    }

    @Test
    void a_quote_for_what_no_amount_can_be_is_refused() {
        for (String amount : List.of("0", "-1.00", "1.001", "92233720368547758.08")) {
            assertThat(TestService.errorCode(quote("DEPOSIT", amount, "EUR"))).isEqualTo("INVALID_INPUT");
        }
        JsonNode together = quote("PAYMENT", "92233720368547758.07", "EUR");
        assertThat(TestService.errorCode(together)).isEqualTo("INVALID_INPUT");
        assertThat(together.at("/errors/0/extensions/field").asString()).isEqualTo("amount");
    }

    @Test
    void the_fee_on_top_is_part_of_what_must_be_there() {
        Customer carl = Customer.of(service, tokens, tenantId, "carl").withMoney("10.29", "EUR");
        assertThat(carl.balance("EUR")).isEqualByComparingTo("9.99");
        JsonNode refused = carl.payUser("bob", "9.90", "EUR", "too-much");
        assertThat(refused.at("/data/transferFunds/code").asString("")).isEqualTo("INSUFFICIENT_FUNDS");
        JsonNode paid = carl.payUser("bob", "9.89", "EUR", "all");
        assertThat(Customer.text(paid, "/data/transferFunds/fee/amount")).isEqualTo("0.10");
        assertThat(carl.balance("EUR")).isZero();
    }
}
