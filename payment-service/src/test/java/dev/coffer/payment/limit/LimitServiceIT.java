package dev.coffer.payment.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.TellTier;
import dev.coffer.payment.usage.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Limits and exclusions over HTTP, on two replicas with the real stores. Whoever is not known is at tier BASIC. */
@ExtendWith(StoresExtension.class)
class LimitServiceIT {

    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LIMITS = """
            { currency tier maximumBalance { amount } exclusions { kind until }
              limits { operation period source maximum { amount } used { amount } left { amount }
                       pending { maximum { amount } from } } }""";
    private static final String SET = """
            mutation($input: SetLimitInput!) { setLimit(input: $input) {
              __typename ... on UserLimits %s ... on Refusal { code message field } } }""".formatted(LIMITS);
    private static final String SET_FOR_USER = """
            mutation($input: SetUserLimitInput!) { setUserLimit(input: $input) {
              __typename ... on UserLimits { currency } ... on Refusal { code field } } }""";
    private static final String EXCLUDE = """
            mutation($input: SelfExcludeInput!) { selfExclude(input: $input) {
              __typename ... on UserLimits { exclusions { kind until } } ... on Refusal { code field } } }""";
    private static final String DEPOSIT = """
            mutation($input: DepositInput!) { deposit(input: $input) {
              ... on Deposit { status } ... on Refusal { code message field retryAfterSeconds } } }""";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;
    private static TestEmitter kyc;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = replica(database);
        other = replica(database);
        kyc = TestEmitter.start(
                "kyc", database + "_kyc", List.of(new EventType<>(TierChanged.TYPE, 1, TierChanged.class)));
    }

    private static TestService replica(String database) {
        return TestService.start(
                PaymentApplication.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.payment.limits.unknown-tier", "BASIC"));
    }

    @AfterAll
    static void stop() {
        kyc.close();
        service.close();
        other.close();
        tokens.close();
    }

    private static Customer customer(String name) {
        return Customer.of(service, tokens, "limits-" + UUID.randomUUID(), name);
    }

    private static JsonNode deposit(Customer ann, String amount, String currency) {
        Map<String, Object> input = Map.of(
                "walletId", ann.open(currency),
                "amount", Customer.money(amount, currency),
                "idempotencyKey", UUID.randomUUID().toString());
        return ann.ask(DEPOSIT, Map.of("input", input));
    }

    private static JsonNode limits(Customer ann) {
        return ann.ask("{ myLimits " + LIMITS + " }", Map.of()).at("/data/myLimits");
    }

    private static JsonNode limit(JsonNode limits, String operation, String period, String source) {
        for (JsonNode limit : limits.path("limits")) {
            if (limit.path("operation").asString().equals(operation)
                    && limit.path("period").asString().equals(period)
                    && limit.path("source").asString().equals(source)) {
                return limit;
            }
        }
        throw new AssertionError("no limit of " + operation + " by " + period + " from " + source + " in " + limits);
    }

    @Test
    void a_deposit_beyond_the_tier_is_refused_before_the_payer_is_charged_and_says_what_is_left() {
        Customer ann = customer("ann");
        assertThat(Customer.text(deposit(ann, "900.00", "EUR"), "/data/deposit/status"))
                .isEqualTo("COMPLETED");
        assertThat(Customer.text(deposit(ann, "900.00", "EUR"), "/data/deposit/status"))
                .isEqualTo("COMPLETED");

        JsonNode refused = deposit(ann, "900.00", "EUR").at("/data/deposit");

        assertThat(refused.path("code").asString()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(refused.path("message").asString())
                .contains("daily deposit limit", "tier BASIC", "200.00 EUR are left");
        assertThat(refused.path("field").asString()).isEqualTo("input.amount");
        assertThat(refused.path("retryAfterSeconds").asInt()).isBetween(1, 86_400);
        assertThat(charges(ann.tenantId())).isEqualTo(2);
        JsonNode daily = limit(limits(ann), "DEPOSIT", "DAY", "TIER");
        assertThat(daily.at("/used/amount").asString()).isEqualTo("1800.00");
        assertThat(daily.at("/left/amount").asString()).isEqualTo("200.00");
    }

    private static long charges(String tenantId) {
        return service.bean(MongoDatabase.class)
                .getCollection("simulator_charges")
                .countDocuments(Filters.eq("tenantId", tenantId));
    }

    @Test
    void deposits_at_once_into_two_currencies_at_two_replicas_stay_within_one_limit() {
        Customer ann = customer("ann");
        set(ann, "DEPOSIT", "DAY", "300.00");
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer asked = i % 2 == 0 ? ann : ann.at(other);
            String currency = i % 4 == 0 ? "USD" : "EUR";
            requests.add(() -> deposit(asked, "20.00", currency));
        }

        List<JsonNode> answers = Together.ask(requests);

        assertThat(answers)
                .allMatch(
                        answer -> answer.at("/data/deposit/status").asString("").matches("COMPLETED|DECLINED")
                                || answer.at("/data/deposit/code").asString("").equals("LIMIT_EXCEEDED"));
        JsonNode daily = limit(limits(ann), "DEPOSIT", "DAY", "OWN");
        assertThat(new BigDecimal(daily.at("/left/amount").asString()))
                .isBetween(BigDecimal.ZERO, new BigDecimal("19.99"));
    }

    @Test
    void what_goes_to_another_user_counts_and_what_goes_to_another_wallet_of_ones_own_does_not() {
        Customer ann = customer("ann");
        Customer.of(service, tokens, ann.tenantId(), "ben").open("EUR");
        deposit(ann, "1000.00", "EUR");
        String savings = ann.open("EUR", "savings");

        assertThat(Customer.text(
                        ann.pay(Map.of("toWalletId", savings), "1.00", "EUR", "own"), "/data/transferFunds/__typename"))
                .isEqualTo("Transfer");
        assertThat(Customer.text(ann.payUser("ben", "300.00", "EUR", "k1"), "/data/transferFunds/__typename"))
                .isEqualTo("Transfer");
        assertThat(Customer.text(ann.payUser("ben", "501.00", "EUR", "k2"), "/data/transferFunds/code"))
                .isEqualTo("LIMIT_EXCEEDED");

        JsonNode daily = limit(limits(ann), "WITHDRAWAL", "DAY", "TIER");
        assertThat(daily.at("/used/amount").asString()).isEqualTo("300.00");
    }

    @Test
    void a_lower_limit_holds_at_once_and_a_higher_one_waits_a_day() {
        Customer ann = customer("ann");
        set(ann, "DEPOSIT", "DAY", "100.00");
        JsonNode lower = set(ann, "DEPOSIT", "DAY", "50.00");
        assertThat(limit(lower.at("/data/setLimit"), "DEPOSIT", "DAY", "OWN")
                        .at("/maximum/amount")
                        .asString())
                .isEqualTo("50.00");

        JsonNode raised = limit(set(ann, "DEPOSIT", "DAY", "500.00").at("/data/setLimit"), "DEPOSIT", "DAY", "OWN");

        assertThat(raised.at("/maximum/amount").asString()).isEqualTo("50.00");
        assertThat(raised.at("/pending/maximum/amount").asString()).isEqualTo("500.00");
        assertThat(Instant.parse(raised.at("/pending/from").asString()))
                .isAfter(Instant.now().plus(23, ChronoUnit.HOURS));
        assertThat(deposit(ann, "51.00", "EUR").at("/data/deposit/message").asString())
                .contains("your own daily deposit limit");
        JsonNode none = ann.ask(SET, Map.of("input", Map.of("operation", "DEPOSIT", "period", "DAY")));
        assertThat(limit(none.at("/data/setLimit"), "DEPOSIT", "DAY", "OWN")
                        .at("/maximum/amount")
                        .asString())
                .isEqualTo("50.00");
    }

    private static JsonNode set(Customer ann, String operation, String period, String amount) {
        return ann.ask(
                SET,
                Map.of(
                        "input",
                        Map.of("operation", operation, "period", period, "maximum", Customer.money(amount, "EUR"))));
    }

    @Test
    void who_has_excluded_themselves_cannot_pay_in_and_can_pay_out_and_cannot_shorten_it() {
        Customer ann = customer("ann");
        Customer.of(service, tokens, ann.tenantId(), "ben").open("EUR");
        deposit(ann, "100.00", "EUR");
        String until = Instant.now()
                .plus(30, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();

        JsonNode excluded = ann.ask(EXCLUDE, Map.of("input", Map.of("until", until)));

        assertThat(excluded.at("/data/selfExclude/exclusions/0/until").asString())
                .isEqualTo(until);
        JsonNode refused = deposit(ann.at(other), "10.00", "EUR").at("/data/deposit");
        assertThat(refused.path("code").asString()).isEqualTo("SELF_EXCLUDED");
        assertThat(refused.path("retryAfterSeconds").asInt()).isGreaterThan(29 * 86_400);
        assertThat(Customer.text(ann.payUser("ben", "10.00", "EUR", "out"), "/data/transferFunds/__typename"))
                .isEqualTo("Transfer");
        String sooner = Instant.now().plus(1, ChronoUnit.DAYS).toString();
        assertThat(Customer.text(ann.ask(EXCLUDE, Map.of("input", Map.of("until", sooner))), "/data/selfExclude/code"))
                .isEqualTo("EXCLUSION_STAYS");
        assertThat(ann.ask(EXCLUDE, Map.of("input", Map.of()))
                        .at("/data/selfExclude/exclusions/0/until")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_break_needs_an_end_ahead_and_a_limit_is_not_below_zero_and_in_the_limit_currency() {
        Customer ann = customer("ann");
        for (Map<String, String> input :
                List.of(Map.of("kind", "COOL_OFF"), Map.of("kind", "COOL_OFF", "until", "2020-01-01T00:00:00Z"))) {
            assertThat(TestService.errorCode(ann.ask(EXCLUDE, Map.of("input", input))))
                    .isEqualTo("INVALID_INPUT");
        }
        assertThat(TestService.errorCode(set(ann, "DEPOSIT", "DAY", "-1.00"))).isEqualTo("INVALID_INPUT");
        assertThat(TestService.errorCode(set(ann, "LOSS", "OPERATION", "1.00"))).isEqualTo("INVALID_INPUT");
        JsonNode dollars = ann.ask(
                SET,
                Map.of("input", Map.of("operation", "BET", "period", "DAY", "maximum", Customer.money("1.00", "USD"))));
        assertThat(Customer.text(dollars, "/data/setLimit/code")).isEqualTo("CURRENCY_MISMATCH");
    }

    @Test
    void a_currency_that_nobody_has_valued_is_not_taken_and_points_are_not_limited() {
        Customer ann = customer("ann");
        assertThat(Customer.text(deposit(ann, "1.000", "KWD"), "/data/deposit/code"))
                .isEqualTo("LIMIT_RATE_MISSING");
        assertThat(Customer.text(deposit(ann, "9000000", "POINTS"), "/data/deposit/status"))
                .isEqualTo("COMPLETED");
    }

    @Test
    void a_wallet_takes_no_more_than_the_tier_lets_it_hold() {
        Customer ann = customer("ann");
        service.bean(Bookings.class).change(new TellTier(ann.tenantId(), "ann", Tier.STANDARD, 1));
        for (int i = 0; i < 2; i++) {
            assertThat(Customer.text(deposit(ann, "4000.00", "EUR"), "/data/deposit/status"))
                    .isEqualTo("COMPLETED");
        }
        service.bean(Bookings.class).change(new TellTier(ann.tenantId(), "ann", Tier.BASIC, 2));
        assertThat(limits(ann).path("tier").asString()).isEqualTo("BASIC");
        assertThat(Customer.text(deposit(ann, "1.00", "EUR"), "/data/deposit/code"))
                .isEqualTo("LIMIT_EXCEEDED");
    }

    @Test
    void the_tier_is_what_kyc_service_told_last() {
        Customer ann = customer("ann");
        kyc.tell(new TierChanged("ann", "FULL", 3), "ann", ann.tenantId());
        await().atMost(PATIENCE).until(() -> limits(ann).path("tier").asString().equals("FULL"));

        kyc.tell(new TierChanged("ann", "NONE", 2), "ann", ann.tenantId());
        kyc.tell(new TierChanged("ann", "ENHANCED", 4), "ann", ann.tenantId());

        await().atMost(PATIENCE)
                .until(() -> !limits(ann).path("tier").asString().equals("FULL"));
        assertThat(limits(ann).path("tier").asString()).isEqualTo("ENHANCED");
        assertThat(Customer.text(deposit(ann, "20000.00", "EUR"), "/data/deposit/status"))
                .isEqualTo("COMPLETED");
        assertThat(limits(customer("ann")).path("tier").asString()).isEqualTo("BASIC");
    }

    @Test
    void staff_see_and_tighten_the_limits_of_others_and_nobody_else_does() {
        Customer ann = customer("ann");
        Customer ben = Customer.of(service, tokens, ann.tenantId(), "ben");
        Customer staff =
                new Customer(service, ann.tenantId(), "staff", tokens.user("staff", ann.tenantId(), "finance"));
        Map<String, Object> none = Map.of(
                "input",
                Map.of(
                        "userId",
                        "ann",
                        "operation",
                        "DEPOSIT",
                        "period",
                        "MONTH",
                        "maximum",
                        Customer.money("0.00", "EUR")));
        assertThat(TestService.errorCode(ben.ask(SET_FOR_USER, none))).isEqualTo("FORBIDDEN");

        assertThat(Customer.text(staff.ask(SET_FOR_USER, none), "/data/setUserLimit/__typename"))
                .isEqualTo("UserLimits");

        assertThat(deposit(ann, "1.00", "EUR").at("/data/deposit/message").asString())
                .contains("staff have set");
        set(ann, "DEPOSIT", "MONTH", "500.00");
        assertThat(Customer.text(deposit(ann, "1.00", "EUR"), "/data/deposit/code"))
                .isEqualTo("LIMIT_EXCEEDED");
        String query = "query($u: [_Any!]!) { _entities(representations: $u) { ... on User { limits { tier } } } }";
        Map<String, Object> annAsUser = Map.of("u", List.of(Map.of("__typename", "User", "id", "ann")));
        assertThat(Customer.text(staff.ask(query, annAsUser), "/data/_entities/0/limits/tier"))
                .isEqualTo("BASIC");
        assertThat(ben.ask(query, annAsUser).at("/data/_entities/0/limits/tier").isMissingNode())
                .isTrue();
        Map<String, Object> own = Map.of("input", Map.of("userId", "staff", "operation", "BET", "period", "DAY"));
        assertThat(Customer.text(staff.ask(SET_FOR_USER, own), "/data/setUserLimit/code"))
                .isEqualTo("FOUR_EYES_NEEDED");
    }
}
