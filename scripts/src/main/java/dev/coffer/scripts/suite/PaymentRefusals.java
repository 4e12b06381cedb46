package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Refusals about payments of orders, deposits and withdrawals. */
final class PaymentRefusals {

    private static final String EUR = "EUR";
    private static final String INTENT = "... on PaymentIntent { id status holdId failure { code } }";
    private static final String WITHDRAWAL = "... on Withdrawal { id status failure { code } }";

    private final Person ann;
    private final Person admin;
    private final Person colleague;
    private final String run;

    /** @param colleague from finance, a merchant too @param run makes references and keys of this run */
    PaymentRefusals(Person ann, Person admin, Person colleague, String run) {
        this.ann = ann;
        this.admin = admin;
        this.colleague = colleague;
        this.run = run;
    }

    void addTo(Suite suite) {
        orders(suite);
        deposits(suite);
        withdrawals(suite);
    }

    private void orders(Suite suite) {
        suite.step("what is set aside for an order is nobody's to void, and not refunded before it is paid", () -> {
                    Answer made = order(ann, "waits", 3_600).ok();
                    String id = made.text("/createPaymentIntent/id");
                    Mutations.refused(
                            admin,
                            "voidHold",
                            Map.of("holdId", made.text("/createPaymentIntent/holdId"), "idempotencyKey", run + "-void"),
                            "HOLD_OF_PAYMENT_INTENT");
                    Mutations.refused(
                            colleague,
                            "refundPayment",
                            Map.of("paymentIntentId", id, "reason", "a test"),
                            "PAYMENT_NOT_REFUNDABLE");
                    Check.equal(
                            "PAYMENT_CANCELLED",
                            Mutations.done(
                                    ann, "cancelPayment", Map.of("paymentIntentId", id), INTENT, "/failure/code"),
                            "why it came to nothing");
                })
                .step("who pays does not capture, though they sell otherwise", () -> {
                    fund(colleague);
                    String id = order(colleague, "own", 3_600).ok().text("/createPaymentIntent/id");
                    Mutations.refused(
                            colleague, "capturePayment", Map.of("paymentIntentId", id), "PAYER_CANNOT_DECIDE");
                    Mutations.ask(colleague, "cancelPayment", Map.of("paymentIntentId", id))
                            .ok();
                })
                .step("what nobody captures in time comes back", () -> {
                    String id = order(ann, "late", 1).ok().text("/createPaymentIntent/id");
                    awaitCode(
                            "PAYMENT_EXPIRED",
                            "query P($id: ID!) { paymentIntent(id: $id) { failure { code } } }",
                            "/paymentIntent/failure/code",
                            id);
                });
    }

    private void deposits(Suite suite) {
        suite.step("a payer's bank may say no", () -> {
                    Check.equal("PAYMENT_DECLINED", deposit("10.13").text("/deposit/decline/code"), "why");
                    Check.equal("PAYMENT_METHOD_EXPIRED", deposit("10.14").text("/deposit/decline/code"), "why");
                })
                .step("what the wallet cannot take any more is given back to the payer", () -> {
                    Answer pending = deposit("10.61").ok();
                    Check.equal("PENDING", pending.text("/deposit/status"), "the deposit's status");
                    Map<String, String> frozen = Map.of("walletId", ann.wallet(EUR), "reason", "a test");
                    Mutations.ask(colleague, "freezeWallet", frozen).ok();
                    awaitCode(
                            "PAYMENT_RETURNED",
                            "query D($id: ID!) { deposit(id: $id) { decline { code } } }",
                            "/deposit/decline/code",
                            pending.text("/deposit/id"));
                    Mutations.ask(colleague, "unfreezeWallet", frozen).ok();
                })
                .step("what the provider does not tell an operator does, once", this::settle);
    }

    private void settle() {
        BigDecimal before = ann.balance(EUR);
        String id = deposit("10.59").ok().text("/deposit/id");
        Map<String, String> taken = Map.of("depositId", id, "outcome", "TAKEN", "reason", "In their report");
        Mutations.refused(colleague, "settleDeposit", taken, "DEPOSIT_NOT_STUCK");
        Check.error(Mutations.ask(ann, "settleDeposit", taken), "FORBIDDEN");
        String deposit = "... on Deposit { status settledByHand { reason } }";
        Person.await("a stuck deposit in the list of staff", () -> stuck(colleague, id));
        Check.that(stuck(ann, id), "the payer's own list has it");
        Person.await(
                "a stuck deposit",
                () -> Mutations.ask(colleague, "settleDeposit", taken, deposit)
                        .ok()
                        .at("/settleDeposit/status")
                        .asString("")
                        .equals("COMPLETED"));
        Mutations.ask(colleague, "settleDeposit", taken, deposit).ok();
        Check.amount("10.28", ann.balance(EUR).subtract(before), "what was credited");
        Check.that(!stuck(colleague, id), "what is settled is stuck no more");
    }

    private boolean stuck(Person by, String id) {
        return by.ask(
                        "query S($user: ID!) { deposits(filter: {onlyStuck: true, userId: $user}) { nodes { id } } }",
                        Map.of("user", ann.id()))
                .ok()
                .body()
                .toString()
                .contains(id);
    }

    private void withdrawals(Suite suite) {
        suite.step("a provider may not know the destination, and what is over is not decided again", () -> {
                    Answer failed = withdraw("10.14", "destination").ok();
                    Check.equal("PAYOUT_DESTINATION_INVALID", failed.text("/withdraw/failure/code"), "why");
                    Map<String, String> over = Map.of("transferId", failed.text("/withdraw/id"));
                    Mutations.refused(colleague, "approveTransfer", over, "NOT_AWAITING_APPROVAL");
                    Mutations.refused(
                            colleague,
                            "settleWithdrawal",
                            settled(failed.text("/withdraw/id")),
                            "WITHDRAWAL_NOT_STUCK");
                })
                .step("who approved a withdrawal does not say what became of it, a colleague does", () -> {
                    ann.deposit(ann.wallet(EUR), "1000.00", EUR, run + "-more").ok();
                    String id = withdraw("1100.59", "stuck").ok().text("/withdraw/id");
                    Mutations.ask(colleague, "approveTransfer", Map.of("transferId", id))
                            .ok();
                    Map<String, String> frozen = Map.of("walletId", ann.wallet(EUR), "reason", "a test");
                    Mutations.ask(colleague, "freezeWallet", frozen).ok();
                    Person.await(
                            "a stuck withdrawal",
                            () -> ann.ask("query W($id: ID!) { withdrawal(id: $id) { status } }", Map.of("id", id))
                                    .ok()
                                    .text("/withdrawal/status")
                                    .equals("STUCK"));
                    Mutations.refused(colleague, "settleWithdrawal", settled(id), "SECOND_PERSON_NEEDED");
                    Mutations.ask(colleague, "unfreezeWallet", frozen).ok();
                    Check.equal(
                            "PAYOUT_NOT_MADE",
                            Mutations.done(admin, "settleWithdrawal", settled(id), WITHDRAWAL, "/failure/code"),
                            "why it came to nothing");
                });
    }

    private void fund(Person person) {
        person.deposit(person.wallet(EUR), "100.00", EUR, run + "-fund").ok();
    }

    private Answer deposit(String amount) {
        return ann.ask(
                "mutation D($input: DepositInput!) { deposit(input: $input) { __typename"
                        + " ... on Deposit { id status decline { code } } ... on Refusal { code message } } }",
                Map.of(
                        "input",
                        Map.of(
                                "walletId", ann.wallet(EUR),
                                "amount", Person.money(amount, EUR),
                                "idempotencyKey", run + "-deposit-" + amount)));
    }

    private Answer withdraw(String amount, String key) {
        return Mutations.ask(
                ann,
                "withdraw",
                Map.of(
                        "walletId",
                        ann.wallet(EUR),
                        "amount",
                        Person.money(amount, EUR),
                        "destination",
                        "ba_simulated",
                        "idempotencyKey",
                        run + "-withdraw-" + key),
                WITHDRAWAL);
    }

    private static Map<String, String> settled(String id) {
        return Map.of("withdrawalId", id, "outcome", "NOT_PAID", "reason", "Not in the provider's books");
    }

    private Answer order(Person payer, String order, int seconds) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "walletId",
                payer.wallet(EUR),
                "orderReference",
                run + '-' + order,
                "amount",
                Person.money("1.00", EUR),
                "description",
                "A ticket",
                "expiresInSeconds",
                seconds,
                "idempotencyKey",
                run + "-order-" + order));
        return Mutations.ask(payer, "createPaymentIntent", input, INTENT);
    }

    private void awaitCode(String code, String query, String pointer, String id) {
        Person.await(
                code,
                () -> code.equals(
                        ann.ask(query, Map.of("id", id)).ok().at(pointer).asString("")));
    }
}
