package dev.coffer.payment.withdrawal;

import static dev.coffer.payment.withdrawal.WithdrawalCalls.approve;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.booked;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.code;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.find;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.held;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.ids;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.list;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.settle;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.text;
import static dev.coffer.payment.withdrawal.WithdrawalCalls.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.FreezeWallet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Withdrawals of which the provider never says what became: 10.59 and the like. Ann has 4855.00 EUR. */
@ExtendWith(StoresExtension.class)
class WithdrawalStuckIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Replicas replicas;

    private Customer ann = nobody();
    private Customer fina = nobody();
    private String wallet = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = Replicas.start(
                database,
                Map.of(
                        "coffer.payment.withdrawals.sweep-every", "100ms",
                        "coffer.payment.withdrawals.first-retry", "50ms",
                        "coffer.payment.withdrawals.longest-retry", "100ms",
                        "coffer.payment.withdrawals.payout-tries", "3"));
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    private static Customer nobody() {
        return replicas.customer("none", "none");
    }

    @BeforeEach
    void annAndStaff() {
        String tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann").withMoney("5000.00", "EUR");
        fina = replicas.staff(tenantId, "fina", "finance");
        wallet = ann.open("EUR");
    }

    private String stuck(String amount) {
        JsonNode asked = withdraw(ann, wallet, amount, "stuck");
        String id = text(asked, "/id");
        if (text(asked, "/status").equals("AWAITING_APPROVAL")) {
            approve(fina, id);
        } else {
            assertThat(text(asked, "/status")).isEqualTo("PAYING");
        }
        awaitStuck(id);
        return id;
    }

    private void awaitStuck(String id) {
        await().atMost(LIMIT).until(() -> text(find(ann, id), "/status").equals("STUCK"));
    }

    @Test
    void what_nobody_knows_stays_set_aside_until_an_operator_has_found_out() {
        String id = stuck("10.59");
        assertThat(held(ann, wallet)).isEqualTo("10.70");
        assertThat(ids(list(fina, "STUCK").at("/data/withdrawals/nodes"))).containsExactly(id);
        await().atMost(LIMIT)
                .until(() -> replicas.service()
                        .get("/metrics")
                        .body()
                        .lines()
                        .anyMatch(line -> line.matches("coffer_payment_withdrawals_waiting\\{.*STUCK.*} [1-9].*")));

        JsonNode settled = settle(fina, id, "PAID");

        assertThat(text(settled, "/status")).isEqualTo("COMPLETED");
        assertThat(text(settled, "/settledByHand/reason")).isEqualTo("Listed in their report");
        assertThat(settle(fina.at(replicas.other()), id, "PAID")).isEqualTo(settled);
        assertThat(code(settle(fina, id, "NOT_PAID"))).isEqualTo("WITHDRAWAL_NOT_STUCK");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4844.30");
        assertThat(held(ann, wallet)).isEqualTo("0.00");
    }

    @Test
    void what_was_not_paid_is_given_back_by_hand() {
        String id = stuck("10.59");
        JsonNode settled = settle(fina, id, "NOT_PAID");
        assertThat(text(settled, "/status")).isEqualTo("FAILED");
        assertThat(text(settled, "/failure/code")).isEqualTo("PAYOUT_NOT_MADE");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("4855.00");
        assertThat(code(settle(fina, id, "PAID"))).isEqualTo("WITHDRAWAL_NOT_STUCK");
        assertThat(booked(ann, wallet)).isEqualTo(Map.of("DEPOSIT", 1, "HOLD", 1, "RELEASE", 1));
    }

    @Test
    void neither_who_asked_nor_who_approved_settles_it_and_of_two_at_once_one_counts() {
        String id = stuck("2000.59");
        assertThat(code(settle(fina, id, "PAID"))).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(code(settle(replicas.staff(ann.tenantId(), "ann", "finance"), id, "NOT_PAID")))
                .isEqualTo("FOUR_EYES_NEEDED");
        assertThat(code(settle(replicas.staff("elsewhere", "adam", "admin"), id, "NOT_PAID")))
                .isEqualTo("NOT_FOUND");
        Customer frank = replicas.staff(ann.tenantId(), "frank", "finance");
        Customer adam = replicas.staff(ann.tenantId(), "adam", "admin").at(replicas.other());
        List<JsonNode> answers =
                Together.ask(List.of(() -> settle(frank, id, "PAID"), () -> settle(adam, id, "NOT_PAID")));
        assertThat(answers.stream().filter(answer -> code(answer).equals("WITHDRAWAL_NOT_STUCK")))
                .hasSize(1);
        assertThat(held(ann, wallet)).isEqualTo("0.00");
    }

    @Test
    void the_provider_is_asked_again_with_the_same_key() {
        String id = stuck("10.59");
        assertThat(text(settle(fina, id, "ASK_AGAIN"), "/status")).isEqualTo("PAYING");
        awaitStuck(id);
        assertThat(text(settle(fina, id, "PAID"), "/status")).isEqualTo("COMPLETED");
        assertThat(booked(ann, wallet)).isEqualTo(Map.of("DEPOSIT", 1, "HOLD", 1, "WITHDRAWAL", 1));
    }

    @Test
    void what_was_paid_is_captured_although_the_wallet_is_frozen_by_then() {
        String id = stuck("10.59");
        Bookings bookings = replicas.service().bean(Bookings.class);
        bookings.change(new FreezeWallet(ann.tenantId(), wallet, true, "olga", null));
        assertThat(text(settle(fina, id, "ASK_AGAIN"), "/status")).isEqualTo("STUCK");
        assertThat(text(settle(fina, id, "PAID"), "/status")).isEqualTo("COMPLETED");
        assertThat(held(ann, wallet)).isEqualTo("0.00");
    }
}
