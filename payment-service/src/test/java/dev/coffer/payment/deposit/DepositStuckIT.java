package dev.coffer.payment.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.provider.HearsProvider;
import dev.coffer.payment.provider.ProviderFact;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Deposits of which the provider never says what became: 10.59. Ann has nothing. */
@ExtendWith(StoresExtension.class)
class DepositStuckIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String AMOUNT = "10.59";
    private static final String CREDITED = "10.28";
    private static final String SETTLE = """
            mutation S($input: SettleDepositInput!) {
              settleDeposit(input: $input) {
                __typename
                ... on Deposit { status decline { code } transferId settledByHand { reason } }
                ... on Refusal { code message field } } }""";

    private static Replicas replicas;

    private Customer ann = nobody();
    private Customer fina = nobody();
    private String id = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = Replicas.start(
                database,
                Map.of(
                        "coffer.payment.deposits.sweep-every", "100ms",
                        "coffer.payment.deposits.first-retry", "50ms",
                        "coffer.payment.deposits.longest-retry", "100ms"));
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    private static Customer nobody() {
        return replicas.customer("none", "none");
    }

    @BeforeEach
    void aStuckDeposit() {
        String tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann");
        fina = replicas.staff(tenantId, "fina", "finance");
        JsonNode asked = ann.deposit(ann.open("EUR"), AMOUNT, "EUR", "stuck");
        assertThat(Customer.text(asked, "/data/deposit/status")).isEqualTo("PENDING");
        id = Customer.text(asked, "/data/deposit/id");
        await().atMost(LIMIT)
                .until(() -> stored().state() instanceof DepositState.Pending pending && pending.attempts() >= 2);
    }

    private Deposit stored() {
        return Objects.requireNonNull(replicas.service().bean(Deposits.class).find(ann.tenantId(), id));
    }

    private JsonNode settle(Customer by, String outcome) {
        JsonNode answer =
                by.ask(SETTLE, Map.of("input", Map.of("depositId", id, "outcome", outcome, "reason", "Their report")));
        return answer.path("errors").isEmpty() ? answer.at("/data/settleDeposit") : answer;
    }

    private static String code(JsonNode answer) {
        String code = answer.path("code").asString("");
        return code.isEmpty() ? TestService.errorCode(answer) : code;
    }

    private long told() {
        return replicas.service()
                .bean(MongoDatabase.class)
                .getCollection("outbox")
                .countDocuments(Filters.and(Filters.eq("key", id), Filters.eq("eventType", "wallet.deposit.settled")));
    }

    @Test
    void what_was_taken_is_credited_once_by_hand() {
        JsonNode settled = settle(fina, "TAKEN");
        assertThat(Customer.text(settled, "/status")).isEqualTo("COMPLETED");
        assertThat(Customer.text(settled, "/settledByHand/reason")).isEqualTo("Their report");
        assertThat(settle(fina.at(replicas.other()), "TAKEN")).isEqualTo(settled);
        assertThat(code(settle(fina, "NOT_TAKEN"))).isEqualTo("DEPOSIT_NOT_STUCK");
        assertThat(ann.balance("EUR")).isEqualByComparingTo(CREDITED);
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void what_was_not_taken_is_declined_and_never_credited_whatever_is_told_later() {
        Deposit before = stored();
        JsonNode settled = settle(fina, "NOT_TAKEN");
        assertThat(Customer.text(settled, "/status")).isEqualTo("DECLINED");
        assertThat(Customer.text(settled, "/decline/code")).isEqualTo("PAYMENT_NOT_MADE");
        assertThat(settle(fina.at(replicas.other()), "NOT_TAKEN")).isEqualTo(settled);
        assertThat(code(settle(fina, "TAKEN"))).isEqualTo("DEPOSIT_NOT_STUCK");
        // A process that had the provider's yes in its hands all the while.
        Bookings bookings = replicas.other().bean(Bookings.class);
        assertThat(bookings.post(replicas.other().bean(DepositPosts.class).credit(before)))
                .isInstanceOf(PostResult.Refused.class);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("0");
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void news_of_what_was_said_not_to_be_taken_is_a_contradiction() {
        settle(fina, "NOT_TAKEN");
        HearsProvider.Heard heard = replicas.service()
                .bean(HearCharges.class)
                .hear(new ProviderFact.ChargeChanged(ann.tenantId(), "deposit/" + id));
        assertThat(heard).isEqualTo(HearsProvider.Heard.NOTHING_NEW);
        assertThat(replicas.service()
                        .get("/metrics")
                        .body()
                        .lines()
                        .anyMatch(line -> line.matches("coffer_payment_deposits_contradictions_total.* [1-9].*")))
                .isTrue();
        assertThat(ann.balance("EUR")).isEqualByComparingTo("0");
    }

    @Test
    void an_operator_who_got_no_further_than_the_ledger_is_right_against_a_later_no() {
        Bookings bookings = replicas.service().bean(Bookings.class);
        bookings.post(replicas.service().bean(DepositPosts.class).credit(stored()));
        assertThat(code(settle(fina, "NOT_TAKEN"))).isEqualTo("DEPOSIT_NOT_STUCK");
        assertThat(stored().state()).isInstanceOf(DepositState.Completed.class);
        assertThat(ann.balance("EUR")).isEqualByComparingTo(CREDITED);
    }

    @Test
    void an_operator_who_got_no_further_than_the_ledger_is_right_against_a_first_try_that_was_paused() {
        id = Customer.text(
                ann.deposit(ann.open("EUR"), "10.58", "EUR", "declined, first answer lost"), "/data/deposit/id");
        Deposit paused = stored().in(new DepositState.Pending(0, null));
        Bookings bookings = replicas.service().bean(Bookings.class);
        bookings.post(replicas.service().bean(DepositPosts.class).credit(paused));

        Deposit ended = replicas.other().bean(AdvanceDeposit.class).advance(paused);

        assertThat(ended.state()).isInstanceOf(DepositState.Completed.class);
        assertThat(stored().state()).isInstanceOf(DepositState.Completed.class);
        assertThat(ann.balance("EUR")).isPositive();
    }

    @Test
    void only_finance_settles_and_never_their_own_or_another_tenants() {
        assertThat(code(settle(ann, "TAKEN"))).isEqualTo("FORBIDDEN");
        assertThat(code(settle(replicas.staff(ann.tenantId(), "ann", "finance"), "TAKEN")))
                .isEqualTo("FOUR_EYES_NEEDED");
        assertThat(code(settle(replicas.staff("elsewhere", "adam", "admin"), "TAKEN")))
                .isEqualTo("NOT_FOUND");
        assertThat(code(settle(replicas.staff(ann.tenantId(), "olga", "operator"), "TAKEN")))
                .isEqualTo("FORBIDDEN");
        assertThat(stored().state()).isInstanceOf(DepositState.Pending.class);
    }

    @RepeatedTest(5)
    void of_two_operators_with_two_opinions_at_once_one_counts() {
        Customer adam = replicas.staff(ann.tenantId(), "adam", "admin").at(replicas.other());
        List<JsonNode> answers = Together.ask(List.of(() -> settle(fina, "TAKEN"), () -> settle(adam, "NOT_TAKEN")));
        boolean isCompleted = stored().state() instanceof DepositState.Completed;
        assertThat(ann.balance("EUR")).isEqualByComparingTo(isCompleted ? CREDITED : "0");
        assertThat(answers.stream()
                        .filter(answer -> !answer.path("code").asString("").isEmpty()))
                .hasSizeBetween(1, 2);
    }
}
