package dev.coffer.payment.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Deposits over HTTP, on two replicas with the real stores. */
@ExtendWith(StoresExtension.class)
class DepositServiceIT {

    private static final int AT_ONCE = 24;
    private static final int ROUNDS = 10;

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = replica(database);
        other = replica(database);
    }

    private static TestService replica(String database) {
        return TestService.start(
                PaymentApplication.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "coffer.payment.deposits.sweep-every", "100ms",
                        "coffer.payment.deposits.first-retry", "300ms",
                        "coffer.payment.deposits.longest-retry", "1s"));
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    @Test
    void amount_and_idempotency_key_are_named_at_once_where_both_are_wrong() {
        Customer ann = newCustomer();
        JsonNode answer = ann.ask(
                "mutation($id: ID!) { deposit(input: {walletId: $id, amount: {amount: \"0.00\", currency: \"EUR\"},"
                        + " idempotencyKey: \"\"}) { __typename } }",
                Map.of("id", ann.open("EUR")));
        assertThat(TestService.errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(TestService.wrongFields(answer)).containsExactly("input.amount", "input.idempotencyKey");
    }

    private static Customer newCustomer() {
        return Customer.of(service, tokens, "main", "user-" + UUID.randomUUID());
    }

    private static long charges(String tenantId) {
        return service.bean(MongoDatabase.class)
                .getCollection("simulator_charges")
                .countDocuments(Filters.eq("tenantId", tenantId));
    }

    private static List<JsonNode> allAtOnce(List<java.util.function.Supplier<JsonNode>> requests) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<JsonNode>> running = requests.stream()
                    .map(request -> CompletableFuture.supplyAsync(request, threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "100.00, EUR, 2.90, 97.10",
        "0.01, EUR, 0.00, 0.01",
        "0.17, EUR, 0.00, 0.17",
        "0.18, EUR, 0.01, 0.17",
        "1000, JPY, 29, 971",
        "1.001, KWD, 0.029, 0.972",
        "0.00000100, BTC, 0.00000003, 0.00000097",
        "92233720368547758.07, EUR, 2674777890687884.98, 89558942477859873.09",
    })
    void the_fee_is_exact_in_every_currency_and_for_every_amount(
            String amount, String currency, String fee, String credited) {
        Customer ann = Customer.of(service, tokens, "fees-" + UUID.randomUUID(), "ann");
        JsonNode answer = ann.deposit(ann.open(currency), amount, currency, "key");
        assertThat(Customer.text(answer, "/data/deposit/status")).isEqualTo("COMPLETED");
        assertThat(Customer.text(answer, "/data/deposit/fee/amount")).isEqualTo(fee);
        assertThat(Customer.text(answer, "/data/deposit/credited/amount")).isEqualTo(credited);
        assertThat(ann.balance(currency)).isEqualByComparingTo(credited);
    }

    @ParameterizedTest
    @CsvSource({"10.13, PAYMENT_DECLINED", "10.14, PAYMENT_METHOD_EXPIRED"})
    void a_declined_deposit_says_why_and_credits_nothing_and_stays_declined(String amount, String code) {
        Customer ann = newCustomer();
        String wallet = ann.open("EUR");
        JsonNode answer = ann.deposit(wallet, amount, "EUR", "key");
        assertThat(Customer.text(answer, "/data/deposit/status")).isEqualTo("DECLINED");
        assertThat(Customer.text(answer, "/data/deposit/decline/code")).isEqualTo(code);
        assertThat(Customer.text(answer, "/data/deposit/decline/message")).endsWith(".");
        assertThat(answer.at("/data/deposit/transferId").isNull()).isTrue();
        assertThat(ann.deposit(wallet, amount, "EUR", "key")).isEqualTo(answer);
        assertThat(ann.balance("EUR")).isZero();
    }

    @Test
    void a_repeat_answers_the_same_also_at_another_replica_and_another_body_is_refused() {
        Customer ann = newCustomer();
        String wallet = ann.open("EUR");
        JsonNode first = ann.deposit(wallet, "10.00", "EUR", "key");
        assertThat(ann.deposit(wallet, "10.00", "EUR", "key")).isEqualTo(first);
        assertThat(ann.at(other).deposit(wallet, "10.0", "EUR", "key")).isEqualTo(first);
        for (JsonNode answer : List.of(
                ann.deposit(wallet, "10.01", "EUR", "key"),
                ann.at(other).deposit(wallet, "10.00", "USD", "key"),
                ann.deposit(ann.open("EUR", "savings"), "10.00", "EUR", "key"))) {
            assertThat(answer.at("/data/deposit/code").asString("")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
            assertThat(answer.at("/data/deposit/field").asString("")).isEqualTo("input.idempotencyKey");
        }
        assertThat(ann.balance("EUR")).isEqualByComparingTo("9.71");
    }

    @Test
    void another_users_same_key_is_another_deposit() {
        Customer ann = newCustomer();
        Customer bob = newCustomer();
        JsonNode first = ann.deposit(ann.open("EUR"), "10.00", "EUR", "shared");
        JsonNode second = bob.deposit(bob.open("EUR"), "20.00", "EUR", "shared");
        assertThat(Customer.text(second, "/data/deposit/id")).isNotEqualTo(Customer.text(first, "/data/deposit/id"));
        assertThat(bob.balance("EUR")).isEqualByComparingTo("19.42");
    }

    @Test
    void the_same_deposit_many_times_at_once_at_two_replicas_is_one() {
        for (int round = 0; round < ROUNDS; round++) {
            String tenantId = "crowd-" + round;
            Customer ann = Customer.of(service, tokens, tenantId, "ann");
            String wallet = ann.open("EUR");
            List<java.util.function.Supplier<JsonNode>> requests = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Customer at = ann.at(i % 2 == 0 ? service : other);
                requests.add(() -> at.deposit(wallet, "10.00", "EUR", "key"));
            }
            List<JsonNode> answers = allAtOnce(requests);
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(
                                    answer.at("/data/deposit/status").asString(answer.toString()))
                            .isEqualTo("COMPLETED"));
            assertThat(answers.stream().distinct()).hasSize(1);
            assertThat(ann.balance("EUR")).isEqualByComparingTo("9.71");
            assertThat(charges(tenantId)).isEqualTo(1);
        }
    }

    @Test
    void of_one_key_with_many_bodies_at_once_one_is_made_and_the_others_are_refused() {
        Customer ann = Customer.of(service, tokens, "bodies", "ann");
        String wallet = ann.open("EUR");
        List<java.util.function.Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer at = ann.at(i % 2 == 0 ? service : other);
            String amount = (20 + i) + ".00";
            requests.add(() -> at.deposit(wallet, amount, "EUR", "key"));
        }
        List<JsonNode> answers = allAtOnce(requests);
        assertThat(answers)
                .filteredOn(
                        answer -> answer.at("/data/deposit/status").asString("").equals("COMPLETED"))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(
                        answer -> answer.at("/data/deposit/code").asString("").equals("IDEMPOTENCY_KEY_REUSED"))
                .hasSize(AT_ONCE - 1);
        assertThat(charges("bodies")).isEqualTo(1);
    }

    @Test
    void a_deposit_whose_answer_got_lost_is_pending_and_ends_by_itself() {
        Customer ann = newCustomer();
        DepositTrial trial = new DepositTrial(DepositTrial.Scenario.CAPTURED_WITHOUT_ANSWER, ann, ann.open("EUR"));
        JsonNode answer = ann.deposit(trial.walletId(), "10.57", "EUR", "lost");
        assertThat(Customer.text(answer, "/data/deposit/status")).isEqualTo("PENDING");
        assertThat(answer.at("/data/deposit/settledAt").isNull()).isTrue();
        String query = "query D($id: ID!) { deposit(id: $id) { status credited { amount } } }";
        Map<String, String> id = Map.of("id", Customer.text(answer, "/data/deposit/id"));
        org.awaitility.Awaitility.await()
                .until(() -> ann.ask(query, id)
                        .at("/data/deposit/status")
                        .asString("")
                        .equals("COMPLETED"));
        assertThat(ann.balance("EUR")).isEqualByComparingTo("10.26");
    }

    @Test
    void a_deposit_into_what_is_not_ones_own_open_wallet_of_that_currency_is_refused_before_anybody_is_charged() {
        String tenantId = "refusals";
        Customer ann = Customer.of(service, tokens, tenantId, "ann");
        Customer bob = Customer.of(service, tokens, tenantId, "bob");
        Customer stranger = Customer.of(service, tokens, "elsewhere", "ann");
        String wallet = ann.open("EUR");
        for (Customer thief : List.of(bob, stranger)) {
            JsonNode answer = thief.deposit(wallet, "10.00", "EUR", "key");
            assertThat(TestService.errorCode(answer)).isEqualTo("NOT_FOUND");
            assertThat(answer.at("/errors/0/extensions/field").asString("")).isEqualTo("input.walletId");
        }
        JsonNode otherCurrency = ann.deposit(wallet, "10.00", "USD", "other");
        assertThat(otherCurrency.at("/data/deposit/code").asString("")).isEqualTo("CURRENCY_MISMATCH");
        assertThat(ann.deposit(wallet, "10.00", "USD", "other")).isEqualTo(otherCurrency);
        assertThat(charges(tenantId)).isZero();
        assertThat(charges("elsewhere")).isZero();
    }

    @Test
    void a_deposit_that_would_overflow_the_wallet_is_refused_before_anybody_is_charged() {
        Customer ann = Customer.of(service, tokens, "overflow", "ann").withMoney("90000000000000000.00", "EUR");
        JsonNode answer = ann.deposit(ann.open("EUR"), "90000000000000000.00", "EUR", "more");
        assertThat(answer.at("/data/deposit/code").asString("")).isEqualTo("BALANCE_OVERFLOW");
        assertThat(charges("overflow")).isEqualTo(1);
    }

    @Test
    void only_its_owner_and_staff_of_the_tenant_see_a_deposit() {
        Customer ann = Customer.of(service, tokens, "privacy", "ann");
        String id = Customer.text(ann.deposit(ann.open("EUR"), "10.00", "EUR", "key"), "/data/deposit/id");
        String query = "query D($id: ID!) { deposit(id: $id) { amount { amount } } }";
        assertThat(ann.ask(query, Map.of("id", id))
                        .at("/data/deposit/amount/amount")
                        .asString())
                .isEqualTo("10.00");
        assertThat(service.ask(query, Map.of("id", id), tokens.user("olga", "privacy", "operator"))
                        .at("/data/deposit/amount/amount")
                        .asString())
                .isEqualTo("10.00");
        for (String token : List.of(
                tokens.user("bob", "privacy", "user"),
                tokens.user("ann", "elsewhere", "user"),
                tokens.user("olga", "elsewhere", "operator"))) {
            JsonNode answer = service.ask(query, Map.of("id", id), token);
            assertThat(TestService.errorCode(answer)).isEqualTo("NOT_FOUND");
            assertThat(answer.at("/data/deposit").isNull()).isTrue();
        }
        assertThat(TestService.errorCode(service.ask(query, Map.of("id", id), null)))
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void a_deposit_begun_with_a_provider_that_is_not_configured_now_is_not_charged_elsewhere() {
        String tenantId = "provider";
        Customer ann = Customer.of(service, tokens, tenantId, "ann");
        ann.deposit(ann.open("EUR"), "10.57", "EUR", "lost");
        Deposit pending =
                java.util.Objects.requireNonNull(service.bean(Deposits.class).findByKey(tenantId, "user:ann/lost"));
        MongoDatabase database = service.bean(MongoDatabase.class);
        database.getCollection("deposits")
                .updateOne(Filters.eq("_id", pending.id()), Updates.set("provider", "closed-down"));
        database.getCollection("simulator_charges").deleteMany(Filters.eq("tenantId", tenantId));
        JsonNode answer = ann.deposit(ann.open("EUR"), "10.57", "EUR", "lost");
        assertThat(Customer.text(answer, "/data/deposit/status")).isEqualTo("PENDING");
        assertThat(charges(tenantId)).isZero();
    }

    @Test
    void a_deposit_that_cannot_be_read_does_not_keep_the_others_from_going_on() {
        MongoDatabase database = service.bean(MongoDatabase.class);
        Customer ann = Customer.of(service, tokens, "unreadable", "ann");
        ann.deposit(ann.open("EUR"), "10.57", "EUR", "broken");
        database.getCollection("deposits")
                .updateOne(
                        Filters.eq("key", "user:ann/broken"),
                        Updates.combine(
                                Updates.set("currency", "NO SUCH"),
                                Updates.set("status", "PENDING"),
                                Updates.set("attempts", 1),
                                Updates.set("nextAt", new java.util.Date(0))));
        DepositTrial sound = new DepositTrial(
                DepositTrial.Scenario.CAPTURED_WITHOUT_ANSWER,
                Customer.of(service, tokens, "unreadable-2", "ann"),
                Customer.of(service, tokens, "unreadable-2", "ann").open("EUR"));
        sound.ask();
        sound.awaitSettled();
        sound.verify();
    }
}
