package dev.coffer.payment.stepup;

import static dev.coffer.payment.Customer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import dev.coffer.payment.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Money that moves only for who has just proven who they are, on two replicas with the real stores. */
@ExtendWith(StoresExtension.class)
class StepUpServiceIT {

    private static final int AT_ONCE = 8;
    private static final Duration OLD = Duration.ofMinutes(6);
    private static final String RESULT = " { __typename ... on Refusal { code } ";

    private static Replicas replicas;

    private String tenantId = "";
    private Customer ann = nobody();
    private String wallet = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = Replicas.start(database, Map.of());
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @BeforeEach
    void annHasMoney() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann").withMoney("5000.00", "EUR");
        wallet = ann.open("EUR");
    }

    private static Customer nobody() {
        return replicas.customer("none", "none");
    }

    private void demand(Map<String, String> values) {
        SettingScope scope = new SettingScope(StepUpSettings.KEY, tenantId);
        ChangeSettings.Intent intent = new ChangeSettings.Intent(scope, 0, "somebody", "for a test");
        await().until(() -> replicas.service().bean(ChangeSettings.class).set(intent, new HashMap<>(values))
                instanceof SettingResult.Changed);
        for (TestService replica : List.of(replicas.service(), replicas.other())) {
            await().until(() -> replica.bean(LiveSettings.class).version(scope) == 1);
        }
    }

    /** The same person with a token that tells of a proof. */
    private Customer proven(Customer who, String acr, Instant at, String... roles) {
        Caller caller = new Caller(who.userId(), tenantId, Set.of(roles), "session");
        String token = replicas.tokens()
                .mint(
                        caller,
                        claims -> claims.claim("acr", acr).claim("auth_time", at.getEpochSecond()),
                        header -> header);
        return new Customer(who.service(), tenantId, who.userId(), token);
    }

    private Customer fresh(Customer who) {
        return proven(who, "2", Instant.now(), "user");
    }

    private JsonNode withdraw(Customer who, String amount, String key) {
        return who.ask(
                "mutation W($input: WithdrawInput!) { withdraw(input: $input)" + RESULT
                        + "... on Withdrawal { id status } } }",
                Map.of(
                        "input",
                        Map.of(
                                "walletId",
                                wallet,
                                "amount",
                                Customer.money(amount, "EUR"),
                                "destination",
                                "ba_1Nv0FGQ9RKHgCVdK",
                                "idempotencyKey",
                                key)));
    }

    private static String error(JsonNode answer) {
        return TestService.errorCode(answer);
    }

    @Test
    void nothing_is_demanded_unless_the_tenant_says_so() {
        assertThat(text(withdraw(ann, "100.00", "plain"), "/data/withdraw/status"))
                .isEqualTo("COMPLETED");
    }

    @Test
    void what_reaches_the_amount_is_refused_says_what_is_needed_and_repeats_with_the_same_key_once() {
        demand(Map.of("withdrawals", "EUR=100", "within", "5m"));

        JsonNode refused = withdraw(ann, "100.00", "key");

        assertThat(error(refused)).isEqualTo("STEP_UP_REQUIRED");
        assertThat(text(refused, "/errors/0/extensions/classification")).isEqualTo("PERMISSION_DENIED");
        assertThat(text(refused, "/errors/0/extensions/stepUp/acr")).isEqualTo("2");
        assertThat(text(refused, "/errors/0/extensions/stepUp/proof")).isEqualTo("FACTOR_IF_ENROLLED");
        assertThat(refused.at("/errors/0/extensions/stepUp/maxAgeSeconds").asInt())
                .isEqualTo(300);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4855.00");

        List<JsonNode> repeated = Together.ask(
                AT_ONCE,
                () -> withdraw(fresh(ann), "100.00", "key"),
                () -> withdraw(fresh(ann).at(replicas.other()), "100.00", "key"));
        assertThat(repeated.stream().distinct()).hasSize(1);
        assertThat(text(repeated.getFirst(), "/data/withdraw/status")).isEqualTo("COMPLETED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4754.00");
    }

    @Test
    void a_repeat_with_a_proof_that_has_grown_old_answers_the_first_answer_once_it_is_proven_again() {
        demand(Map.of("withdrawals", "EUR=100"));
        JsonNode first = withdraw(fresh(ann), "100.00", "key");

        Customer late = proven(ann, "2", Instant.now().minus(OLD), "user");
        assertThat(error(withdraw(late, "100.00", "key"))).isEqualTo("STEP_UP_REQUIRED");
        assertThat(withdraw(fresh(ann), "100.00", "key").toString()).isEqualTo(first.toString());
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4754.00");
    }

    @Test
    void a_proof_that_is_too_weak_too_old_or_of_a_time_to_come_is_none() {
        demand(Map.of("withdrawals", "EUR=100"));

        for (Customer who : List.of(
                proven(ann, "1", Instant.now(), "user"),
                proven(ann, "2", Instant.now().minus(OLD), "user"),
                proven(ann, "2", Instant.now().plus(OLD), "user"))) {
            assertThat(error(withdraw(who, "100.00", "key"))).isEqualTo("STEP_UP_REQUIRED");
        }
        assertThat(text(withdraw(proven(ann, "1a", Instant.now(), "user"), "100.00", "key"), "/data/withdraw/status"))
                .isEqualTo("COMPLETED");
    }

    @Test
    void the_setting_decides_whether_users_without_a_factor_may_prove_their_password() {
        demand(Map.of("withdrawals", "EUR=100", "proof", "SECOND_FACTOR"));

        assertThat(error(withdraw(proven(ann, "1a", Instant.now(), "user"), "100.00", "key")))
                .isEqualTo("STEP_UP_REQUIRED");
        assertThat(text(withdraw(fresh(ann), "100.00", "key"), "/data/withdraw/status"))
                .isEqualTo("COMPLETED");
    }

    @Test
    void what_is_below_the_amount_goes_and_a_currency_that_nobody_thought_of_does_not() {
        demand(Map.of("withdrawals", "EUR=100", "payments", "USD=100"));

        assertThat(text(withdraw(ann, "99.99", "below"), "/data/withdraw/status"))
                .isEqualTo("COMPLETED");
        assertThat(error(ann.payUser("bob", "0.01", "EUR", "unnamed"))).isEqualTo("STEP_UP_REQUIRED");
    }

    @Test
    void transfers_that_are_linked_count_as_large_however_small_each_is() {
        demand(Map.of("payments", "default=100"));
        Map<String, ?> leg = Map.of("toUserId", "bob", "amount", Customer.money("0.01", "EUR"));

        JsonNode linked = ann.ask(
                "mutation L($input: LinkedTransfersInput!) { linkedTransfers(input: $input) { __typename } }",
                Map.of("input", Map.of("transfers", List.of(leg, leg), "idempotencyKey", "linked")));

        assertThat(error(linked)).isEqualTo("STEP_UP_REQUIRED");
    }

    @Test
    void staff_steps_up_too_where_that_is_set_and_who_may_not_at_all_is_told_that_first() {
        demand(Map.of("staff", "true"));
        String id = text(withdraw(ann, "2000.00", "large"), "/data/withdraw/id");
        Customer fina = replicas.staff(tenantId, "fina", "finance");

        assertThat(error(approve(ann, id))).isEqualTo("FORBIDDEN");
        assertThat(error(approve(fina, id))).isEqualTo("STEP_UP_REQUIRED");
        assertThat(text(approve(proven(fina, "2", Instant.now(), "finance"), id), "/data/approveTransfer/status"))
                .isEqualTo("COMPLETED");
    }

    @Test
    void one_tenants_demand_is_not_anothers() {
        demand(Map.of("withdrawals", "default=0"));
        Customer eve = replicas.customer("tenant-" + UUID.randomUUID(), "eve").withMoney("5000.00", "EUR");

        JsonNode paid = eve.payUser("eve", "1.00", "EUR", "other");

        assertThat(error(paid)).isNotEqualTo("STEP_UP_REQUIRED");
    }

    private static JsonNode approve(Customer who, String id) {
        return who.ask(
                "mutation A($input: ApproveTransferInput!) { approveTransfer(input: $input)" + RESULT
                        + "... on Withdrawal { status } } }",
                Map.of("input", Map.of("transferId", id)));
    }
}
