package dev.coffer.payment.intent;

import static dev.coffer.payment.intent.IntentCalls.booked;
import static dev.coffer.payment.intent.IntentCalls.cancel;
import static dev.coffer.payment.intent.IntentCalls.capture;
import static dev.coffer.payment.intent.IntentCalls.code;
import static dev.coffer.payment.intent.IntentCalls.create;
import static dev.coffer.payment.intent.IntentCalls.find;
import static dev.coffer.payment.intent.IntentCalls.held;
import static dev.coffer.payment.intent.IntentCalls.list;
import static dev.coffer.payment.intent.IntentCalls.refund;
import static dev.coffer.payment.intent.IntentCalls.text;
import static dev.coffer.payment.intent.IntentCalls.told;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class IntentServiceIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Replicas replicas;
    private static int tenants;

    private Customer ann;
    private Customer shop;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = Replicas.start(database, Map.of("coffer.payment.intents.sweep-every", "100ms"));
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    /** Ann has 97.10 euros. */
    @BeforeEach
    void prepare(TestInfo test) {
        String tenant = "shop-" + ++tenants;
        ann = replicas.customer(tenant, "ann").withMoney("100.00", "EUR");
        shop = replicas.staff(tenant, "shop", "merchant");
    }

    @Test
    void an_order_is_set_aside_captured_and_refunded() {
        String id = text(create(ann, "o1", "40.00", false, "k1"), "/id");
        assertThat(text(find(ann, id), "/status")).isEqualTo("PROCESSING");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("57.10");
        assertThat(held(ann)).isEqualTo("40.00");

        assertThat(text(capture(shop, id), "/status")).isEqualTo("APPROVED");
        assertThat(text(capture(shop, id), "/status")).isEqualTo("APPROVED");
        assertThat(held(ann)).isEqualTo("0.00");
        assertThat(code(cancel(ann, id))).isEqualTo("PAYMENT_NOT_PENDING");

        JsonNode refunded = refund(shop, id);
        assertThat(text(refunded, "/status")).isEqualTo("REFUNDED");
        assertThat(text(refunded, "/refundReason")).isEqualTo("Returned");
        assertThat(text(refund(shop, id), "/refundId")).isEqualTo(text(refunded, "/refundId"));
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
        assertThat(booked(ann)).isEqualTo(Map.of("DEPOSIT", 1, "HOLD", 1, "PURCHASE", 1, "REFUND", 1));
        assertThat(told(ann, "wallet.refund.completed"))
                .contains("\"purchaseId\":\"" + text(refunded, "/transferId") + "\"");
    }

    @Test
    void an_order_is_paid_at_once_where_the_payer_wants_so_and_the_bill_is_kept() {
        JsonNode paid = create(
                ann,
                "o1",
                "40.00",
                Map.of(
                        "capture",
                        true,
                        "idempotencyKey",
                        "k1",
                        "lines",
                        List.of(
                                Map.of(
                                        "description",
                                        "Ticket",
                                        "quantity",
                                        2,
                                        "amount",
                                        Customer.money("39.00", "EUR")),
                                Map.of(
                                        "description",
                                        "$Post",
                                        "quantity",
                                        1,
                                        "amount",
                                        Customer.money("1.00", "EUR")))));
        assertThat(text(paid, "/status")).isEqualTo("APPROVED");
        assertThat(text(paid, "/billing/lines/1/description")).isEqualTo("$Post");
        assertThat(text(paid, "/billing/lines/0/quantity")).isEqualTo("2");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("57.10");
    }

    @Test
    void the_same_order_fifty_times_at_once_under_one_key_or_many_is_one_payment() {
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Customer asking = i % 2 == 0 ? ann : ann.at(replicas.other());
            String key = i % 3 == 0 ? "k" + i : "same";
            requests.add(() -> create(asking, "o1", "10.00", false, key));
        }
        List<JsonNode> answers = Together.ask(requests);
        assertThat(answers).extracting(answer -> text(answer, "/id")).containsOnly(text(answers.getFirst(), "/id"));
        assertThat(booked(ann)).isEqualTo(Map.of("DEPOSIT", 1, "HOLD", 1));
        assertThat(held(ann)).isEqualTo("10.00");
    }

    @Test
    void a_key_or_an_order_with_another_content_is_refused() {
        create(ann, "o1", "10.00", false, "k1");
        assertThat(code(create(ann, "o1", "10.01", false, "k1"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(code(create(ann, "o1", "10.01", false, "k2"))).isEqualTo("ORDER_REFERENCE_USED");
        Customer bob = replicas.customer(ann.tenantId(), "bob").withMoney("100.00", "EUR");
        assertThat(text(create(bob, "o1", "10.01", false, "k1"), "/status")).isEqualTo("PROCESSING");
    }

    @Test
    void what_is_too_much_is_declined_and_the_order_can_be_tried_again() {
        JsonNode declined = create(ann, "o1", "97.11", true, "k1");
        assertThat(text(declined, "/status")).isEqualTo("DECLINED");
        assertThat(text(declined, "/failure/code")).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(text(create(ann, "o1", "97.11", true, "k1"), "/id")).isEqualTo(text(declined, "/id"));
        assertThat(text(create(ann, "o2", "92233720368547758.07", true, "k2"), "/status"))
                .isEqualTo("DECLINED");
        assertThat(text(create(ann, "o1", "97.10", true, "k3"), "/status")).isEqualTo("APPROVED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("0.00");
    }

    @Test
    void amounts_and_bills_that_cannot_be_are_refused_by_field() {
        assertThat(code(create(ann, "o1", "0.00", true, "k1"))).isEqualTo("INVALID_INPUT");
        assertThat(code(create(ann, "", "1.00", true, "k1"))).isEqualTo("INVALID_INPUT");
        Map<String, ?> line = Map.of("description", "Ticket", "quantity", 1, "amount", Customer.money("39.00", "EUR"));
        assertThat(create(ann, "o1", "40.00", Map.of("idempotencyKey", "k1", "lines", List.of(line)))
                        .toString())
                .contains("INVALID_INPUT", "input.lines");
        assertThat(code(create(ann, "o1", "40.00", Map.of("idempotencyKey", "k1", "expiresInSeconds", 0))))
                .isEqualTo("INVALID_INPUT");
        assertThat(booked(ann)).isEqualTo(Map.of("DEPOSIT", 1));
    }

    @Test
    void strangers_neither_see_nor_decide_and_the_payer_does_not_sell() {
        String id = text(create(ann, "o1", "10.00", false, "k1"), "/id");
        Customer bob = replicas.customer(ann.tenantId(), "bob");
        Customer elsewhere = replicas.staff("elsewhere", "shop", "merchant", "user", "admin");
        for (Customer stranger : List.of(bob, elsewhere)) {
            assertThat(code(find(stranger, id))).isEqualTo("NOT_FOUND");
            assertThat(code(cancel(stranger, id))).isEqualTo("NOT_FOUND");
        }
        assertThat(code(capture(elsewhere, id))).isEqualTo("NOT_FOUND");
        assertThat(code(refund(elsewhere, id))).isEqualTo("NOT_FOUND");
        assertThat(code(capture(bob, id))).isEqualTo("FORBIDDEN");
        assertThat(code(capture(ann, id))).isEqualTo("FORBIDDEN");
        Customer annSells = replicas.staff(ann.tenantId(), "ann", "merchant", "user");
        assertThat(code(capture(annSells, id))).isEqualTo("PAYER_CANNOT_DECIDE");
        assertThat(code(refund(annSells, id))).isEqualTo("PAYER_CANNOT_DECIDE");
        assertThat(code(refund(shop, id))).isEqualTo("PAYMENT_NOT_REFUNDABLE");
        assertThat(code(list(bob, Map.of("userId", "ann")))).isEqualTo("NOT_FOUND");
        assertThat(list(bob, Map.of()).at("/data/paymentIntents/nodes")).isEmpty();
        assertThat(list(ann, Map.of("orderReference", "o1")).at("/data/paymentIntents/nodes"))
                .hasSize(1);
        assertThat(list(shop, Map.of("userId", "ann", "status", "PROCESSING")).at("/data/paymentIntents/nodes"))
                .hasSize(1);
    }

    @Test
    void a_payment_is_cancelled_or_captured_and_never_both() {
        for (int i = 0; i < 10; i++) {
            String id = text(create(ann, "o" + i, "5.00", false, "k" + i), "/id");
            List<JsonNode> answers = Together.ask(List.of(
                    () -> cancel(ann, id),
                    () -> capture(shop.at(replicas.other()), id),
                    () -> cancel(shop, id),
                    () -> capture(shop, id)));
            String status = text(find(ann, id), "/status");
            assertThat(status).isIn("APPROVED", "CANCELLED");
            assertThat(answers.stream().map(IntentCalls::code).filter(code -> !code.isEmpty()))
                    .hasSize(2)
                    .containsOnly("PAYMENT_NOT_PENDING");
            if (status.equals("APPROVED")) {
                refund(shop, id);
            }
        }
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
        assertThat(held(ann)).isEqualTo("0.00");
    }

    @Test
    void a_refund_asked_for_many_times_at_once_is_made_once() {
        String id = text(create(ann, "o1", "40.00", true, "k1"), "/id");
        List<JsonNode> answers = Together.ask(20, () -> refund(shop, id), () -> refund(shop.at(replicas.other()), id));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(text(answer, "/status")).isEqualTo("REFUNDED"));
        assertThat(booked(ann)).containsEntry("REFUND", 1);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
    }

    @Test
    void what_nobody_captures_in_time_comes_back() {
        String id = text(create(ann, "o1", "40.00", Map.of("idempotencyKey", "k1", "expiresInSeconds", 1)), "/id");
        await().atMost(LIMIT).until(() -> text(find(ann, id), "/status").equals("FAILED"));
        assertThat(text(find(ann, id), "/failure/code")).isEqualTo("PAYMENT_EXPIRED");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10"));
        assertThat(code(capture(shop, id))).isEqualTo("PAYMENT_NOT_PENDING");
    }

    @Test
    void nothing_goes_in_or_out_of_a_frozen_wallet_and_a_refund_is_made_once_it_is_open() {
        String captured = text(create(ann, "o1", "40.00", true, "k1"), "/id");
        String waiting = text(create(ann, "o2", "5.00", false, "k2"), "/id");
        freeze(true);
        assertThat(code(refund(shop, captured))).isEqualTo("WALLET_FROZEN");
        assertThat(text(capture(shop, waiting), "/status")).isEqualTo("FAILED");
        freeze(false);
        assertThat(text(refund(shop, captured), "/status")).isEqualTo("REFUNDED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
    }

    private void freeze(boolean isFrozen) {
        replicas.service()
                .bean(Bookings.class)
                .change(new FreezeWallet(ann.tenantId(), ann.open("EUR"), isFrozen, "A test", "finance"));
    }

    @Test
    void the_hold_of_a_payment_is_not_settled_by_hand() {
        JsonNode made = create(ann, "o1", "40.00", false, "k1");
        Customer admin = replicas.staff(ann.tenantId(), "admin", "admin");
        JsonNode answer = admin.ask(
                "mutation V($input: VoidHoldInput!) { voidHold(input: $input) { ... on Refusal { code } } }",
                Map.of("input", Map.of("holdId", text(made, "/holdId"), "idempotencyKey", "by-hand")));
        assertThat(code(answer)).isEqualTo("HOLD_OF_PAYMENT_INTENT");
        assertThat(held(ann)).isEqualTo("40.00");
    }
}
