package dev.coffer.payment.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.MongoLedgerVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/**
 * Exchange over HTTP, on two replicas with the real stores and a provider of rates. Each test has a tenant of its own; Ann has
 * 97.10 EUR and an empty wallet in USD.
 */
@ExtendWith(StoresExtension.class)
class ExchangeServiceIT {

    private static final int AT_ONCE = 16;
    private static final String QUOTE =
            "id sold { amount } bought { amount currency } spread { amount } rate source" + " spreadPercent expiresAt";
    private static final String REFUSAL = " ... on Refusal { code message field } }";

    private static TestTokens tokens;
    private static RatesServer rates;
    private static TestService service;
    private static TestService other;

    private String tenantId = "";
    private Customer ann = unknown();
    private Customer fina = unknown();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        rates = new RatesServer();
        rates.answer(
                200,
                "{\"base\": \"EUR\", \"at\": \"" + Instant.now().minusSeconds(60)
                        + "\", \"rates\": {\"USD\": 1.25, \"JPY\": 160, \"BHD\": 0.4, \"BTC\": 0.00001, \"ETH\": 0.0005}}");
        Map<String, Object> settings =
                Map.of("coffer.payment.exchange.provider.url", rates.address().toString());
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, settings);
        other = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, settings);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.bean(MongoRates.class).provided() != null);
    }

    @AfterAll
    static void stop() {
        MongoDatabase database = service.bean(MongoDatabase.class);
        assertThat(new MongoLedgerVerifier(service.bean(MongoClient.class), database.getName(), Currencies.builtIn())
                        .verify()
                        .flaws())
                .isEmpty();
        service.close();
        other.close();
        rates.close();
        tokens.close();
    }

    private static Customer unknown() {
        return new Customer(service, "none", "none", "none");
    }

    @BeforeEach
    void aUserWithEuros() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        ann.open("USD");
        fina = new Customer(service, tenantId, "fina", tokens.user("fina", tenantId, "finance"));
    }

    private static JsonNode quote(Customer by, String amount, String from, String to) {
        return by.ask(
                "mutation Q($input: QuoteExchangeInput!) { quoteExchange(input: $input) { __typename ... on"
                        + " ExchangeQuote { " + QUOTE + " }" + REFUSAL + " }",
                Map.of("input", Map.of("amount", Customer.money(amount, from), "to", to)));
    }

    private static JsonNode exchange(Customer by, Map<String, ?> terms, String key) {
        Map<String, Object> input = new HashMap<>(terms);
        input.put("idempotencyKey", key);
        return by.ask(
                "mutation E($input: ExchangeInput!) { exchange(input: $input) { __typename ... on Exchange {"
                        + " transfer { id type amount { amount } } quote { " + QUOTE + " } }" + REFUSAL + " }",
                Map.of("input", input));
    }

    private static JsonNode byQuote(Customer by, String quoteId, String key) {
        return exchange(by, Map.of("quoteId", quoteId), key);
    }

    private Map<String, Object> atOnce(String amount) {
        return Map.of("amount", Customer.money(amount, "EUR"), "toWalletId", ann.open("USD"));
    }

    private static JsonNode publish(Customer by, String from, String to, String rate) {
        return by.ask(
                "mutation S($input: SetExchangeRateInput!) { setExchangeRate(input: $input) { __typename"
                        + " ... on ExchangeRate { rate source }" + REFUSAL + " }",
                Map.of("input", Map.of("from", from, "to", to, "rate", rate)));
    }

    private JsonNode remove(String from, String to) {
        return fina.ask(
                "mutation R($input: RemoveExchangeRateInput!) { removeExchangeRate(input: $input) { __typename"
                        + " ... on ExchangeRate { from rate }" + REFUSAL + " }",
                Map.of("input", Map.of("from", from, "to", to)));
    }

    /** Changes the tenant's rules at the replica that is asked. */
    private void set(Map<String, String> values) {
        SettingScope scope = new SettingScope("payment-service/exchange", tenantId);
        // A service publishes what it declares soon after its start.
        await().atMost(Duration.ofSeconds(5))
                .until(() -> service.bean(ChangeSettings.class)
                                .set(
                                        new ChangeSettings.Intent(scope, 0, "somebody", "for a test"),
                                        new HashMap<>(values))
                        instanceof SettingResult.Changed);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> service.bean(LiveSettings.class).version(scope) == 1);
    }

    private void assertBalances(String euros, String dollars) {
        assertThat(ann.balance("EUR")).as("EUR").isEqualByComparingTo(euros);
        assertThat(ann.balance("USD")).as("USD").isEqualByComparingTo(dollars);
    }

    private static String text(JsonNode answer, String pointer) {
        for (JsonNode result : answer.path("data")) {
            return Customer.text(result, pointer);
        }
        throw new AssertionError("No result in " + answer);
    }

    /** What the one field of the answer says, or the error: a refusal's code, an error's code, or empty. */
    private static String code(JsonNode answer) {
        for (JsonNode result : answer.path("data")) {
            if (!result.path("code").asString("").isEmpty()) {
                return result.path("code").asString();
            }
        }
        return TestService.errorCode(answer);
    }

    @Test
    void a_quote_is_kept_to_and_both_wallets_change_in_one_transfer() {
        JsonNode quoted = quote(ann, "10.00", "EUR", "USD");
        assertThat(text(quoted, "/rate")).isEqualTo("1.25");
        assertThat(text(quoted, "/source")).isEqualTo("PROVIDER");
        assertThat(text(quoted, "/bought/amount")).isEqualTo("12.37");
        assertThat(text(quoted, "/spread/amount")).isEqualTo("0.13");
        publish(fina, "EUR", "USD", "1.00");
        JsonNode done = byQuote(ann, text(quoted, "/id"), "exchange");
        assertThat(text(done, "/transfer/type")).isEqualTo("EXCHANGE");
        assertThat(text(done, "/transfer/amount/amount")).isEqualTo("10.00");
        assertThat(text(done, "/quote/bought/amount")).isEqualTo("12.37");
        assertBalances("87.10", "12.37");
        assertThat(byQuote(ann.at(other), text(quoted, "/id"), "exchange")).isEqualTo(done);
        assertBalances("87.10", "12.37");
    }

    @Test
    void a_published_rate_beats_the_providers_both_ways_until_it_is_removed() {
        assertThat(text(publish(fina, "USD", "EUR", "0.5"), "/source")).isEqualTo("MANUAL");
        assertThat(text(quote(ann, "10.00", "EUR", "USD"), "/rate")).isEqualTo("2");
        assertThat(text(quote(ann, "10.00", "USD", "EUR"), "/rate")).isEqualTo("0.5");
        publish(fina, "EUR", "USD", "3");
        assertThat(text(quote(ann, "10.00", "USD", "EUR"), "/rate")).isEqualTo("0.333333333333");
        JsonNode listed = ann.ask(
                "{ exchangeRates(from: \"EUR\", to: [\"USD\", \"JPY\", \"GBP\", \"EUR\"])"
                        + " { to rate source spreadPercent } }",
                Map.of());
        assertThat(listed.at("/data/exchangeRates").toString())
                .isEqualTo("[{\"to\":\"USD\",\"rate\":\"3\",\"source\":\"MANUAL\",\"spreadPercent\":\"1\"},"
                        + "{\"to\":\"JPY\",\"rate\":\"160\",\"source\":\"PROVIDER\",\"spreadPercent\":\"1\"}]");
        assertThat(text(remove("USD", "EUR"), "/rate")).isEqualTo("3");
        assertThat(code(remove("USD", "EUR"))).isEqualTo("RATE_UNKNOWN");
        assertThat(text(quote(ann, "10.00", "EUR", "USD"), "/rate")).isEqualTo("1.25");
        assertThat(text(quote(ann, "10.00", "USD", "JPY"), "/rate")).isEqualTo("128");
    }

    @Test
    void users_publish_no_rates_and_another_tenants_do_not_count() {
        assertThat(code(publish(ann, "EUR", "USD", "100"))).isEqualTo("FORBIDDEN");
        Customer abroad = new Customer(service, "elsewhere", "fina", tokens.user("fina", "elsewhere", "finance"));
        publish(abroad, "EUR", "USD", "100");
        assertThat(text(quote(ann, "10.00", "EUR", "USD"), "/rate")).isEqualTo("1.25");
        for (String wrong : List.of("0", "-1", "0.0000000001", "1000000001")) {
            assertThat(code(publish(fina, "EUR", "USD", wrong))).as(wrong).isEqualTo("INVALID_INPUT");
        }
        assertThat(code(publish(fina, "EUR", "EUR", "1"))).isEqualTo("SAME_CURRENCY");
        assertThat(code(publish(fina, "EUR", "XXQ", "1"))).isEqualTo("INVALID_INPUT");
    }

    @Test
    void a_quote_is_used_once_by_whoever_asked_for_it() {
        String id = text(quote(ann, "10.00", "EUR", "USD"), "/id");
        for (Customer stranger : List.of(
                Customer.of(service, tokens, tenantId, "bob"), Customer.of(service, tokens, "elsewhere", "ann"))) {
            assertThat(code(byQuote(stranger, id, "theirs"))).isEqualTo("NOT_FOUND");
        }
        assertThat(code(byQuote(ann, id, "mine"))).isEmpty();
        assertThat(code(byQuote(ann, id, "again"))).isEqualTo("QUOTE_USED");
        String second = text(quote(ann, "10.00", "EUR", "USD"), "/id");
        assertThat(code(byQuote(ann, second, "mine"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(code(exchange(ann, atOnce("10.00"), "mine"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertBalances("87.10", "12.37");
    }

    @Test
    void one_quote_by_many_keys_at_once_at_two_replicas_is_used_once() {
        String id = text(quote(ann, "10.00", "EUR", "USD"), "/id");
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer at = ann.at(i % 2 == 0 ? service : other);
            String key = "key-" + i;
            requests.add(() -> byQuote(at, id, key));
        }
        List<JsonNode> answers = Together.ask(requests);
        assertThat(answers).filteredOn(answer -> code(answer).isEmpty()).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> code(answer).equals("QUOTE_USED"))
                .hasSize(AT_ONCE - 1);
        assertBalances("87.10", "12.37");
    }

    @Test
    void without_a_quote_the_rate_of_the_first_request_holds_for_its_repeats() {
        Map<String, Object> terms = atOnce("10.00");
        List<JsonNode> same = Together.ask(
                AT_ONCE, () -> exchange(ann, terms, "at-once"), () -> exchange(ann.at(other), terms, "at-once"));
        assertThat(same).containsOnly(same.getFirst());
        publish(fina, "EUR", "USD", "2");
        assertThat(exchange(ann, terms, "at-once")).isEqualTo(same.getFirst());
        assertThat(code(exchange(ann, atOnce("10.01"), "at-once"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertBalances("87.10", "12.37");
        assertThat(text(exchange(ann, terms, "later"), "/quote/rate")).isEqualTo("2");
        assertBalances("77.10", "32.17");
    }

    @Test
    void a_request_that_broke_off_after_it_took_its_quote_is_carried_out_by_its_repeat() {
        String id = text(quote(ann, "10.00", "EUR", "USD"), "/id");
        MongoQuotes quotes = service.bean(MongoQuotes.class);
        quotes.use(Objects.requireNonNull(quotes.find(tenantId, "ann", id)), "user:ann/broken", Instant.now());
        assertThat(code(byQuote(ann, id, "another"))).isEqualTo("QUOTE_USED");
        assertThat(code(byQuote(ann.at(other), id, "broken"))).isEmpty();
        assertBalances("87.10", "12.37");
    }

    @Test
    void a_quote_that_is_over_is_refused_unless_it_was_carried_out_before() {
        set(Map.of("quoteTime", "1s"));
        String used = text(quote(ann, "10.00", "EUR", "USD"), "/id");
        JsonNode done = byQuote(ann, used, "used");
        String broken = text(quote(ann, "10.00", "EUR", "USD"), "/id");
        MongoQuotes quotes = service.bean(MongoQuotes.class);
        quotes.use(Objects.requireNonNull(quotes.find(tenantId, "ann", broken)), "user:ann/broken", Instant.now());
        JsonNode quoted = quote(ann, "10.00", "EUR", "USD");
        Instant end = Instant.parse(text(quoted, "/expiresAt"));
        await().atMost(Duration.ofSeconds(5)).until(() -> Instant.now().isAfter(end.plusMillis(100)));
        JsonNode refused = byQuote(ann, text(quoted, "/id"), "too-late");
        assertThat(code(refused)).isEqualTo("QUOTE_EXPIRED");
        assertThat(text(refused, "/field")).isEqualTo("input.quoteId");
        assertThat(code(byQuote(ann, broken, "broken"))).isEqualTo("QUOTE_EXPIRED");
        assertThat(byQuote(ann, used, "used")).isEqualTo(done);
        assertBalances("87.10", "12.37");
    }

    @Test
    void a_rate_that_is_too_old_is_not_used() {
        set(Map.of("providerAge", "30s", "manualAge", "2s"));
        assertThat(code(quote(ann, "10.00", "EUR", "USD"))).isEqualTo("RATE_STALE");
        publish(fina, "EUR", "USD", "2");
        assertThat(text(quote(ann, "10.00", "EUR", "USD"), "/rate")).isEqualTo("2");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> code(quote(ann, "10.00", "EUR", "USD")).equals("RATE_STALE"));
        assertThat(code(exchange(ann, atOnce("10.00"), "stale"))).isEqualTo("RATE_STALE");
        assertBalances("97.10", "0");
    }

    @Test
    void the_spread_is_the_pairs_own_or_the_tenants_default() {
        set(Map.of("spread", "default=0, EUR-USD=10"));
        assertThat(text(quote(ann, "10.00", "EUR", "USD"), "/spread/amount")).isEqualTo("1.25");
        JsonNode back = quote(ann, "10.00", "USD", "EUR");
        assertThat(text(back, "/spread/amount")).isEqualTo("0.00");
        assertThat(text(back, "/bought/amount")).isEqualTo("8.00");
        exchange(ann, atOnce("10.00"), "there");
        assertBalances("87.10", "11.25");
    }

    @Test
    void refusals_move_nothing_and_money_moves_between_ones_own_wallets_only() {
        assertThat(code(quote(ann, "10.00", "EUR", "EUR"))).isEqualTo("SAME_CURRENCY");
        assertThat(code(quote(ann, "10.00", "EUR", "GBP"))).isEqualTo("RATE_UNKNOWN");
        assertThat(code(quote(ann, "1", "JPY", "EUR"))).isEqualTo("EXCHANGE_TOO_SMALL");
        assertThat(code(quote(ann, "92233720368547758.07", "EUR", "ETH"))).isEqualTo("EXCHANGE_TOO_LARGE");
        assertThat(quote(ann, "0.00", "EUR", "XXQ").toString()).contains("INVALID_INPUT", "input.amount", "input.to");
        JsonNode poor = exchange(ann, atOnce("97.11"), "poor");
        assertThat(code(poor)).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(exchange(ann.at(other), atOnce("97.11"), "poor")).isEqualTo(poor);
        assertThat(code(exchange(ann, Map.of("quoteId", "none"), "k"))).isEqualTo("NOT_FOUND");
        assertThat(code(exchange(ann, Map.of(), "k"))).isEqualTo("INVALID_INPUT");
        Map<String, String> one = Customer.money("1.00", "EUR");
        assertThat(code(exchange(ann, Map.of("amount", one), "k"))).isEqualTo("INVALID_INPUT");
        String theirs = Customer.of(service, tokens, tenantId, "bob").open("USD");
        assertThat(code(exchange(ann, Map.of("amount", one, "toWalletId", theirs), "theirs")))
                .isEqualTo("NOT_FOUND");
        String id = text(quote(ann, "1.00", "EUR", "USD"), "/id");
        assertThat(code(exchange(ann, Map.of("quoteId", id, "toWalletId", theirs), "to")))
                .isEqualTo("NOT_FOUND");
        assertThat(code(exchange(ann, Map.of("quoteId", id, "fromWalletId", theirs), "to")))
                .isEqualTo("NOT_FOUND");
        assertThat(code(exchange(ann, Map.of("quoteId", id, "toWalletId", ann.open("EUR")), "to")))
                .isEqualTo("CURRENCY_MISMATCH");
        assertBalances("97.10", "0");
    }

    @ParameterizedTest
    @CsvSource({"10.00, JPY, 1584", "1.00, BHD, 0.396", "10.00, BTC, 0.00009900", "0.01, ETH, 0.000004950"})
    void currencies_of_every_number_of_decimals_are_exchanged(String amount, String to, String bought) {
        Map<String, Object> terms = Map.of("amount", Customer.money(amount, "EUR"), "toWalletId", ann.open(to));
        JsonNode done = exchange(ann, terms, "exchange");
        assertThat(text(done, "/quote/bought/amount")).isEqualTo(bought);
        assertThat(ann.balance(to)).isEqualByComparingTo(bought);
    }
}
