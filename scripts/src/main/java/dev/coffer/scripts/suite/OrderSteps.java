package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.Map;

/** Orders that somebody pays from a wallet: captured, cancelled, refunded, and tried again; to the cent. */
final class OrderSteps {

    private static final String EUR = "EUR";
    private static final String ANSWER = """
            { __typename
              ... on PaymentIntent { id status failure { code } billing { description } refundReason }
              ... on Refusal { code message field } }""";

    private final Person dora;
    private final Person shop;
    private final Staff staff;
    private final String run;
    private String waiting = "";

    /**
     * @param dora nobody yet: joins here
     * @param shop nobody yet: joins here
     * @param run makes references and idempotency keys of this run
     */
    OrderSteps(Person dora, Person shop, Staff staff, String run) {
        this.dora = dora;
        this.shop = shop;
        this.staff = staff;
        this.run = run;
    }

    void addTo(Suite suite) {
        suite.step("somebody with 97.10 pays for an order of 40.00, which is set aside", () -> {
                    staff.join(shop, "merchant");
                    dora.join("Dora");
                    dora.deposit(dora.wallet(EUR), "100.00", EUR, run + "-dora").ok();
                    Answer made = pay("order-1", "40.00", false, "o1").ok();
                    Check.equal("PROCESSING", made.text("/createPaymentIntent/status"), "the payment's status");
                    waiting = made.text("/createPaymentIntent/id");
                    balance("57.10", "40.00");
                })
                .step("the same order again is the same payment, and with another amount it is refused", () -> {
                    Answer again = pay("order-1", "40.00", false, "o1-again").ok();
                    Check.equal(waiting, again.text("/createPaymentIntent/id"), "the payment");
                    Check.refusal(
                            pay("order-1", "41.00", false, "o1-more"), "/createPaymentIntent", "ORDER_REFERENCE_USED");
                })
                .step("the payer does not sell, and the shop captures", () -> {
                    Check.error(decide(dora, "capturePayment", waiting), "FORBIDDEN");
                    Answer paid = decide(shop, "capturePayment", waiting).ok();
                    Check.equal("APPROVED", paid.text("/capturePayment/status"), "the payment's status");
                    balance("57.10", "0.00");
                    Check.refusal(decide(dora, "cancelPayment", waiting), "/cancelPayment", "PAYMENT_NOT_PENDING");
                })
                .step("the shop refunds it, once", () -> {
                    Answer back = refund(waiting).ok();
                    Check.equal("REFUNDED", back.text("/refundPayment/status"), "the payment's status");
                    Check.equal(back.body(), refund(waiting).body(), "the answer to a repeat");
                    balance("97.10", "0.00");
                })
                .step("what is too much is declined, and the order can be paid again", () -> {
                    Answer declined = pay("order-2", "97.11", true, "o2").ok();
                    Check.equal("DECLINED", declined.text("/createPaymentIntent/status"), "the payment's status");
                    Check.equal("INSUFFICIENT_FUNDS", declined.text("/createPaymentIntent/failure/code"), "why not");
                    Answer paid = pay("order-2", "7.10", true, "o2-less").ok();
                    Check.equal("APPROVED", paid.text("/createPaymentIntent/status"), "the payment's status");
                    balance("90.00", "0.00");
                })
                .step("the payer cancels before it is captured", () -> {
                    String id = pay("order-3", "90.00", false, "o3").ok().text("/createPaymentIntent/id");
                    Answer back = decide(dora, "cancelPayment", id).ok();
                    Check.equal("CANCELLED", back.text("/cancelPayment/status"), "the payment's status");
                    balance("90.00", "0.00");
                    Answer listed = dora.ask(
                                    "{ paymentIntents(filter: {status: CANCELLED}) { nodes { id } } }", Map.of())
                            .ok();
                    Check.equal(id, listed.text("/paymentIntents/nodes/0/id"), "the cancelled payment");
                });
    }

    private void balance(String available, String held) {
        Answer wallet = dora.ask(
                        "query B($id: ID!) { wallet(id: $id) { balance { available { amount } held { amount } } } }",
                        Map.of("id", dora.wallet(EUR)))
                .ok();
        Check.amount(available, new BigDecimal(wallet.text("/wallet/balance/available/amount")), "what is available");
        Check.amount(held, new BigDecimal(wallet.text("/wallet/balance/held/amount")), "what is set aside");
    }

    private Answer pay(String order, String amount, boolean capture, String key) {
        return mutate(
                dora,
                "createPaymentIntent",
                Map.of(
                        "walletId",
                        dora.wallet(EUR),
                        "orderReference",
                        run + "-" + order,
                        "amount",
                        Person.money(amount, EUR),
                        "description",
                        "Two tickets",
                        "capture",
                        capture,
                        "idempotencyKey",
                        run + "-" + key));
    }

    private Answer refund(String id) {
        return mutate(shop, "refundPayment", Map.of("paymentIntentId", id, "reason", "Returned"));
    }

    private static Answer decide(Person by, String field, String id) {
        return mutate(by, field, Map.of("paymentIntentId", id));
    }

    private static Answer mutate(Person by, String field, Map<String, ?> input) {
        String type = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Input";
        return by.ask(
                "mutation P($input: " + type + "!) { " + field + "(input: $input) " + ANSWER + " }",
                Map.of("input", input));
    }
}
