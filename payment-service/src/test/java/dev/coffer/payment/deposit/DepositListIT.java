package dev.coffer.payment.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import java.time.Duration;
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

/** Deposits as lists. Ann has asked for 10.00, 10.13, a refused one and 10.59, in this order, then Bob for 20.00. */
@ExtendWith(StoresExtension.class)
class DepositListIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String LIST = """
            query L($filter: DepositFilter, $first: Int, $after: String, $last: Int, $before: String) {
              deposits(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
                nodes { id status isStuck user { id } createdAt }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""";

    private static Replicas replicas;

    private Customer ann = nobody();
    private Customer bob = nobody();
    private Customer olga = nobody();
    private String taken = "";
    private String declined = "";
    private String stuck = "";
    private String bobs = "";

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
    void deposits() {
        String tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann");
        bob = replicas.customer(tenantId, "bob");
        olga = replicas.staff(tenantId, "olga", "operator");
        String wallet = ann.open("EUR");
        taken = deposit(ann, wallet, "10.00");
        declined = deposit(ann, wallet, "10.13");
        JsonNode refused = ann.deposit(wallet, "1.00", "USD", "refused");
        assertThat(refused.at("/data/deposit/code").asString("")).isEqualTo("CURRENCY_MISMATCH");
        stuck = deposit(ann, wallet, "10.59");
        bobs = deposit(bob, bob.open("EUR"), "20.00");
        await().atMost(LIMIT).until(() -> list(olga, Map.of("onlyStuck", true)).size() == 1);
    }

    private static String deposit(Customer by, String wallet, String amount) {
        return Customer.text(by.deposit(wallet, amount, "EUR", amount), "/data/deposit/id");
    }

    private static List<String> list(Customer by, Map<String, ?> filter) {
        List<String> ids = new ArrayList<>();
        JsonNode answer = ask(by, filter, Map.of());
        assertThat(TestService.errorCode(answer)).as(answer.toString()).isEmpty();
        answer.at("/data/deposits/nodes")
                .forEach(node -> ids.add(node.path("id").asString()));
        return ids;
    }

    private static JsonNode ask(Customer by, Map<String, ?> filter, Map<String, ?> page) {
        Map<String, Object> variables = new HashMap<>(page);
        variables.put("filter", filter);
        return by.ask(LIST, variables);
    }

    private static String code(Customer by, Map<String, ?> filter) {
        return TestService.errorCode(ask(by, filter, Map.of()));
    }

    @Test
    void staff_list_the_tenants_deposits_newest_first_and_users_their_own() {
        assertThat(list(olga, Map.of())).containsExactly(bobs, stuck, declined, taken);
        assertThat(list(ann, Map.of())).containsExactly(stuck, declined, taken);
        assertThat(list(bob.at(replicas.other()), Map.of())).containsExactly(bobs);
        assertThat(list(replicas.staff("elsewhere", "adam", "admin"), Map.of())).isEmpty();
        assertThat(ask(olga, Map.of(), Map.of("first", 1))
                        .at("/data/deposits/nodes/0/user/id")
                        .asString())
                .isEqualTo("bob");
    }

    @Test
    void a_filter_names_status_user_wallet_and_what_is_stuck_and_all_of_it_holds_together() {
        String wallet = ann.open("EUR");
        assertThat(list(olga, Map.of("status", "COMPLETED"))).containsExactly(bobs, taken);
        assertThat(list(ann, Map.of("status", "DECLINED"))).containsExactly(declined);
        assertThat(list(olga, Map.of("status", "PENDING"))).containsExactly(stuck);
        assertThat(list(olga, Map.of("onlyStuck", true, "userId", "ann"))).containsExactly(stuck);
        assertThat(list(olga, Map.of("onlyStuck", true, "userId", "bob"))).isEmpty();
        assertThat(list(olga, Map.of("onlyStuck", true, "status", "COMPLETED"))).isEmpty();
        assertThat(list(olga, Map.of("userId", "ann"))).containsExactly(stuck, declined, taken);
        assertThat(list(olga, Map.of("userId", "nobody"))).isEmpty();
        assertThat(list(ann, Map.of("walletId", wallet, "status", "COMPLETED"))).containsExactly(taken);
        assertThat(list(ann, Map.of("walletId", ann.open("USD")))).isEmpty();
        assertThat(list(olga, Map.of("walletId", wallet, "userId", "bob"))).isEmpty();
    }

    @Test
    void a_filter_names_a_time_from_which_on_and_one_before_which() {
        JsonNode all = ask(olga, Map.of(), Map.of()).at("/data/deposits/nodes");
        String ofBob = all.at("/0/createdAt").asString();
        String ofDeclined = all.at("/2/createdAt").asString();
        assertThat(list(olga, Map.of("from", ofDeclined))).containsExactly(bobs, stuck, declined);
        assertThat(list(olga, Map.of("to", ofDeclined))).containsExactly(taken);
        assertThat(list(olga, Map.of("from", ofDeclined, "to", ofBob, "status", "DECLINED")))
                .containsExactly(declined);
        assertThat(list(olga, Map.of("to", "1969-12-31T23:59:59.999999999Z"))).isEmpty();
        assertThat(list(olga, Map.of("from", "9999-12-31T00:00:00Z"))).isEmpty();
        assertThat(list(olga, Map.of("from", "0001-01-01T00:00:00Z", "to", "9999-12-31T23:59:59.999Z")))
                .hasSize(4);
        assertThat(code(olga, Map.of("from", ofBob, "to", ofBob))).isEqualTo("INVALID_INPUT");
    }

    @Test
    void nobody_lists_another_users_deposits_or_those_of_their_wallet() {
        assertThat(code(bob, Map.of("userId", "ann"))).isEqualTo("NOT_FOUND");
        assertThat(code(bob, Map.of("userId", "nobody"))).isEqualTo("NOT_FOUND");
        assertThat(code(bob, Map.of("walletId", ann.open("EUR")))).isEqualTo("NOT_FOUND");
        assertThat(code(replicas.customer("elsewhere", "ann"), Map.of("walletId", ann.open("EUR"))))
                .isEqualTo("NOT_FOUND");
        assertThat(code(replicas.staff("elsewhere", "adam", "admin"), Map.of("walletId", ann.open("EUR"))))
                .isEqualTo("NOT_FOUND");
        assertThat(list(bob, Map.of("userId", "bob"))).containsExactly(bobs);
    }

    @Test
    void pages_fit_together_in_both_directions_and_a_cursor_fits_no_other_filter() {
        JsonNode first = ask(olga, Map.of(), Map.of("first", 3));
        String end = Customer.text(first, "/data/deposits/pageInfo/endCursor");
        JsonNode rest = ask(olga, Map.of(), Map.of("first", 3, "after", end));
        assertThat(rest.at("/data/deposits/nodes")).hasSize(1);
        assertThat(rest.at("/data/deposits/nodes/0/id").asString()).isEqualTo(taken);
        JsonNode back = ask(
                olga,
                Map.of(),
                Map.of("last", 3, "before", Customer.text(rest, "/data/deposits/pageInfo/startCursor")));
        assertThat(back.at("/data/deposits/nodes")).isEqualTo(first.at("/data/deposits/nodes"));
        for (Map<String, ?> other : List.<Map<String, ?>>of(
                Map.of("status", "PENDING"), Map.of("onlyStuck", true), Map.of("to", "9999-01-01T00:00:00Z"))) {
            assertThat(TestService.errorCode(ask(olga, other, Map.of("after", end))))
                    .isEqualTo("CURSOR_OF_OTHER_QUERY");
        }
    }

    @Test
    void what_an_operator_has_settled_is_stuck_no_more_in_list_answer_and_metric() {
        assertThat(stuckByMetric()).isPositive();
        assertThat(ask(ann, Map.of(), Map.of("first", 1))
                        .at("/data/deposits/nodes/0/isStuck")
                        .asBoolean())
                .isTrue();
        replicas.staff(ann.tenantId(), "fina", "finance")
                .ask(
                        "mutation S($input: SettleDepositInput!) { settleDeposit(input: $input) { __typename } }",
                        Map.of("input", Map.of("depositId", stuck, "outcome", "TAKEN", "reason", "Their report")));
        assertThat(list(olga, Map.of("onlyStuck", true))).isEmpty();
        assertThat(list(olga, Map.of("status", "COMPLETED"))).contains(stuck);
        assertThat(ask(ann, Map.of(), Map.of("first", 1))
                        .at("/data/deposits/nodes/0/isStuck")
                        .asBoolean())
                .isFalse();
        // Those of the other tests in this database are counted too.
        int others = replicas.service().bean(Deposits.class).stuck();
        await().atMost(LIMIT).until(() -> stuckByMetric() == others);
    }

    private static double stuckByMetric() {
        return replicas.service()
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("coffer_payment_deposits_stuck"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
