package dev.coffer.payment.withdrawal;

import static dev.coffer.payment.withdrawal.WithdrawalCalls.approve;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.cancel;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.code;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.decline;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.find;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.held;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.ids;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.list;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.text;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventType;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import dev.coffer.payment.Together;
import dev.coffer.payment.faults.Crashes;
import dev.coffer.payment.suspension.OwnerStanding;
import dev.coffer.payment.suspension.Suspension;
import dev.coffer.payment.suspension.Suspensions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Withdrawals of whoever is suspended, as kyc-service tells it, on two replicas. Ann has 4855.00 EUR; more than 1000.00 needs approval. */
@ExtendWith(StoresExtension.class)
class SuspensionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int RACES = 12;

    private static Replicas replicas;
    private static TestEmitter kyc;

    private Customer ann = nobody();
    private Customer fina = nobody();
    private String wallet = "";

    /** As kyc-service tells it. */
    record Told(String userId, String state, String tier, long version, String act) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        kyc = TestEmitter.start(
                "kyc", database + "_kyc", List.of(new EventType<>("kyc.profile.changed", 1, Told.class)));
        replicas = Replicas.start(database, Map.of("coffer.payment.withdrawals.sweep-every", "100ms"));
    }

    @AfterAll
    static void stop() {
        replicas.close();
        kyc.close();
    }

    @BeforeEach
    void annAndStaff() {
        String tenantId = "suspended-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann").withMoney("5000.00", "EUR");
        fina = replicas.staff(tenantId, "fina", "finance");
        wallet = ann.open("EUR");
    }

    private static Customer nobody() {
        return replicas.customer("none", "none");
    }

    private void tell(String state, long version) {
        kyc.tell(new Told("ann", state, "NONE", version, "SUSPENDED"), "ann", ann.tenantId());
    }

    private void tellAndAwait(String state, long version) {
        tell(state, version);
        await().atMost(PATIENCE).until(() -> {
            Suspension known = replicas.service().bean(Suspensions.class).find(ann.tenantId(), "ann");
            return known != null && known.version() >= version;
        });
    }

    private void awaitStatus(String id, String status) {
        await(status)
                .atMost(PATIENCE)
                .until(() -> text(find(ann, id), "/status").equals(status));
    }

    private String large() {
        JsonNode asked = withdraw(ann, wallet, "2000.00", "large");
        assertThat(text(asked, "/status")).isEqualTo("AWAITING_APPROVAL");
        return text(asked, "/id");
    }

    private long payouts() {
        return replicas.service()
                .bean(MongoDatabase.class)
                .getCollection("simulator_payouts")
                .countDocuments(Filters.eq("tenantId", ann.tenantId()));
    }

    @Test
    void what_waits_is_frozen_says_why_and_waits_again_when_the_suspension_is_over() {
        String id = large();
        tell("SUSPENDED", 2);
        awaitStatus(id, "FROZEN");
        JsonNode frozen = find(ann, id);
        assertThat(frozen.at("/data/withdrawal/suspension/isStopped").asBoolean())
                .isTrue();
        assertThat(text(frozen, "/suspension/message")).contains("not paid before that is over");
        assertThat(text(find(fina, id), "/suspension/since")).isNotEmpty();
        assertThat(ids(list(fina, "FROZEN").at("/data/withdrawals/nodes"))).containsExactly(id);
        assertThat(code(approve(fina, id))).isEqualTo("WITHDRAWAL_FROZEN");
        assertThat(code(cancel(ann, id))).isEqualTo("WITHDRAWAL_FROZEN");
        assertThat(held(ann, wallet)).isEqualTo("2020.00");

        tell("SUSPENDED", 3);
        tell("APPROVED", 4);
        awaitStatus(id, "AWAITING_APPROVAL");
        // What is told late, and twice, is not heard.
        tellAndAwait("SUSPENDED", 3);
        tellAndAwait("APPROVED", 4);
        tellAndAwait("APPROVED", 5);
        assertThat(find(ann, id).at("/data/withdrawal/suspension").isNull()).isTrue();
        assertThat(text(approve(fina, id), "/status")).isEqualTo("COMPLETED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("2835.00");
        assertThat(payouts()).isOne();
    }

    @Test
    void what_needs_no_approval_is_stopped_before_the_provider_is_asked_and_then_goes_on_by_itself() {
        tellAndAwait("SUSPENDED", 1);
        JsonNode asked = withdraw(ann, wallet, "100.00", "small");
        assertThat(text(asked, "/status")).isEqualTo("FROZEN");
        assertThat(text(withdraw(ann.at(replicas.other()), wallet, "100.00", "small"), "/id"))
                .isEqualTo(text(asked, "/id"));
        assertThat(held(ann, wallet)).isEqualTo("101.00");
        assertThat(payouts()).isZero();

        tell("PENDING", 2);
        awaitStatus(text(asked, "/id"), "COMPLETED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4754.00");
        assertThat(payouts()).isOne();
    }

    @Test
    void staff_gives_back_what_is_frozen_and_nobody_whoever_asked_for_it() {
        String id = large();
        tell("SUSPENDED", 1);
        awaitStatus(id, "FROZEN");
        Customer annOfStaff = replicas.staff(ann.tenantId(), "ann", "finance");
        assertThat(code(decline(annOfStaff, id, "Mine"))).isEqualTo("FOUR_EYES_NEEDED");
        assertThat(text(decline(fina, id, "Stolen"), "/status")).isEqualTo("DECLINED");
        assertThat(text(decline(fina, id, "Stolen"), "/status")).isEqualTo("DECLINED");
        tellAndAwait("APPROVED", 2);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4855.00");
        assertThat(held(ann, wallet)).isEqualTo("0.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOSED", "REJECTED"})
    void what_is_frozen_comes_back_when_the_verification_is_closed_or_refused(String end) {
        String id = large();
        tellAndAwait("SUSPENDED", 1);
        String small = text(withdraw(ann, wallet, "100.00", "small"), "/id");
        awaitStatus(id, "FROZEN");
        tell(end, 2);
        for (String one : List.of(id, small)) {
            awaitStatus(one, "FAILED");
            assertThat(text(find(ann, one), "/failure/code")).isEqualTo("OWNER_NOT_VERIFIED");
        }
        await().atMost(PATIENCE).until(() -> held(ann, wallet).equals("0.00"));
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4855.00");
        if (end.equals("CLOSED")) {
            JsonNode late = withdraw(ann, wallet, "100.00", "late");
            awaitStatus(text(late, "/id"), "FAILED");
        }
        assertThat(payouts()).isZero();
    }

    @Test
    void what_the_provider_was_asked_about_is_not_stopped_and_says_so() {
        JsonNode asked = withdraw(ann, wallet, "10.57", "lost");
        assertThat(text(asked, "/status")).isEqualTo("PAYING");
        String id = text(asked, "/id");
        tellAndAwait("SUSPENDED", 1);
        JsonNode paying = find(ann, id);
        assertThat(paying.at("/data/withdrawal/suspension/isStopped").asBoolean(true))
                .isFalse();
        assertThat(text(paying, "/suspension/message")).contains("had been asked before");
        awaitStatus(id, "COMPLETED");
        assertThat(find(ann, id).at("/data/withdrawal/suspension").isNull()).isTrue();
        assertThat(payouts()).isOne();
    }

    @Test
    void nobody_else_is_stopped() {
        Customer bob = replicas.customer(ann.tenantId(), "bob").withMoney("5000.00", "EUR");
        Customer other = replicas.customer("other-" + UUID.randomUUID(), "ann").withMoney("5000.00", "EUR");
        tellAndAwait("SUSPENDED", 1);
        for (Customer one : List.of(bob, other)) {
            JsonNode paid = withdraw(one, one.open("EUR"), "100.00", "small");
            assertThat(text(paid, "/status")).isEqualTo("COMPLETED");
        }
        assertThat(code(find(other, text(withdraw(ann, wallet, "1.00", "mine"), "/id"))))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void a_suspension_and_approvals_at_once_leave_it_frozen_or_paid_and_never_both() {
        List<Integer> races = new ArrayList<>();
        for (int i = 0; i < RACES; i++) {
            races.add(i);
        }
        Crashes.sideBySide(races, SuspensionIT::race);
        Crashes.verifyBook(replicas.service());
    }

    private static void race(int number) {
        Customer carl = replicas.customer("race-" + number + "-" + UUID.randomUUID(), "carl")
                .withMoney("5000.00", "EUR");
        Customer staff = replicas.staff(carl.tenantId(), "fina", "finance");
        String walletId = carl.open("EUR");
        String large = text(withdraw(carl, walletId, "2000.00", "large"), "/id");
        List<Supplier<JsonNode>> requests = List.of(
                () -> approve(staff, large),
                () -> approve(staff.at(replicas.other()), large),
                () -> withdraw(carl, walletId, "100.00", "small"),
                () -> suspend(carl, OwnerStanding.SUSPENDED, 1),
                () -> withdraw(carl.at(replicas.other()), walletId, "50.00", "smaller"));
        Together.ask(requests);
        List<String> all = List.of(
                large,
                text(withdraw(carl, walletId, "100.00", "small"), "/id"),
                text(withdraw(carl, walletId, "50.00", "smaller"), "/id"));
        await().atMost(PATIENCE)
                .until(() -> all.stream()
                        .map(id -> text(find(carl, id), "/status"))
                        .allMatch(status -> List.of("FROZEN", "COMPLETED").contains(status)));
        for (String id : all) {
            boolean isPaid = text(find(carl, id), "/status").equals("COMPLETED");
            assertThat(payouts("withdrawal/" + id)).as(id).isEqualTo(isPaid ? 1 : 0);
        }
        suspend(carl, OwnerStanding.FREE, 2);
        await().atMost(PATIENCE).until(() -> {
            approve(staff, large);
            return all.stream().allMatch(id -> text(find(carl, id), "/status").equals("COMPLETED"));
        });
        all.forEach(id -> assertThat(payouts("withdrawal/" + id)).isOne());
        assertThat(carl.balance("EUR")).isEqualByComparingTo("2683.50");
    }

    private static JsonNode suspend(Customer customer, OwnerStanding standing, long version) {
        Suspensions suspensions = replicas.service().bean(Suspensions.class);
        replicas.service()
                .bean(Transactions.class)
                .run(unit -> suspensions.tell(
                        unit, customer.tenantId(), customer.userId(), standing, version, Instant.EPOCH));
        return customer.ask("{ __typename }", Map.of());
    }

    private static long payouts(String key) {
        return replicas.service()
                .bean(MongoDatabase.class)
                .getCollection("simulator_payouts")
                .countDocuments(Filters.eq("_id", key));
    }
}
