package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.Map;

/** Money that leaves the system: paid at once, approved, kept back, refused by the provider, and stuck; to the cent. */
final class WithdrawalSteps {

    private static final String EUR = "EUR";
    private static final String ANSWER = """
            { __typename
              ... on Withdrawal { id status fee { amount } failure { code } declined { reason } settledByHand { reason } }
              ... on Refusal { code message field } }""";

    private final Person carol;
    private final Person finance;
    private final String run;
    private final Person admin;
    private final Staff staff;
    private String waiting = "";

    /**
     * @param carol nobody yet: joins here
     * @param finance somebody from finance, who has joined
     * @param admin nobody yet: joins here
     * @param run makes idempotency keys of this run
     */
    WithdrawalSteps(Person carol, Person finance, Person admin, Staff staff, String run) {
        this.carol = carol;
        this.finance = finance;
        this.admin = admin;
        this.staff = staff;
        this.run = run;
    }

    void addTo(Suite suite) {
        suite.step("somebody with 4855.00 withdraws 100.00, and 101.00 leave the wallet", () -> {
                    carol.join("Carol");
                    carol.deposit(carol.wallet(EUR), "5000.00", EUR, run + "-carol")
                            .ok();
                    Answer paid = withdraw("100.00", "small").ok();
                    Check.equal("COMPLETED", paid.text("/withdraw/status"), "the withdrawal's status");
                    Check.equal("1.00", paid.text("/withdraw/fee/amount"), "the fee");
                    balance("4754.00", "0.00");
                })
                .step("the same withdrawal again is the same, and the key fits no other", () -> {
                    Answer first = withdraw("100.00", "small").ok();
                    Check.equal(first.body(), withdraw("100.00", "small").body(), "the answer to a repeat");
                    Check.refusal(withdraw("100.01", "small"), "/withdraw", "IDEMPOTENCY_KEY_REUSED");
                    Check.refusal(withdraw("5000.00", "too-much"), "/withdraw", "INSUFFICIENT_FUNDS");
                    balance("4754.00", "0.00");
                })
                .step("what the provider refuses comes back", () -> {
                    Answer failed = withdraw("10.13", "refused").ok();
                    Check.equal("FAILED", failed.text("/withdraw/status"), "the withdrawal's status");
                    Check.equal("PAYOUT_REFUSED", failed.text("/withdraw/failure/code"), "why");
                    balance("4754.00", "0.00");
                });
        approvals(suite);
    }

    private void approvals(Suite suite) {
        suite.step("a large one waits for finance, with its money set aside", () -> {
                    Answer asked = withdraw("2000.00", "large").ok();
                    Check.equal("AWAITING_APPROVAL", asked.text("/withdraw/status"), "the withdrawal's status");
                    waiting = asked.text("/withdraw/id");
                    balance("2734.00", "2020.00");
                    Answer listed = finance.ask(
                                    "{ withdrawals(filter: {status: AWAITING_APPROVAL}) { nodes { id user { id } } } }",
                                    Map.of())
                            .ok();
                    Check.that(listed.body().toString().contains(waiting), "finance finds it in the list");
                })
                .step("its owner does not approve it, and nothing of it is captured by hand", () -> {
                    Check.error(decide(carol, "approveTransfer", Map.of("transferId", waiting)), "FORBIDDEN");
                    String holdId = carol.ask(
                                    "query W($id: ID!) { withdrawal(id: $id) { holdId } }", Map.of("id", waiting))
                            .ok()
                            .text("/withdrawal/holdId");
                    staff.join(admin, "admin");
                    Check.refusal(
                            admin.ask(
                                    "mutation V($input: VoidHoldInput!) { voidHold(input: $input)"
                                            + " { __typename ... on Refusal { code message } } }",
                                    Map.of("input", Map.of("holdId", holdId, "idempotencyKey", run + "-void-w"))),
                            "/voidHold",
                            "HOLD_OF_WITHDRAWAL");
                })
                .step("finance approves it, and it is paid", () -> {
                    Answer approved = decide(finance, "approveTransfer", Map.of("transferId", waiting))
                            .ok();
                    Check.equal("COMPLETED", approved.text("/approveTransfer/status"), "the withdrawal's status");
                    balance("2734.00", "0.00");
                })
                .step("what finance declines and what its owner cancels comes back", () -> {
                    String declined = withdraw("1500.00", "declined").ok().text("/withdraw/id");
                    Answer no = decide(
                                    finance,
                                    "declineTransfer",
                                    Map.of("transferId", declined, "reason", "Not their account"))
                            .ok();
                    Check.equal("DECLINED", no.text("/declineTransfer/status"), "the withdrawal's status");
                    String own = withdraw("1500.00", "cancelled").ok().text("/withdraw/id");
                    Answer back = decide(carol, "cancelWithdrawal", Map.of("withdrawalId", own))
                            .ok();
                    Check.equal("CANCELLED", back.text("/cancelWithdrawal/status"), "the withdrawal's status");
                    balance("2734.00", "0.00");
                });
    }

    private void balance(String available, String held) {
        Answer wallet = carol.ask(
                        "query B($id: ID!) { wallet(id: $id) { balance { available { amount } held { amount } } } }",
                        Map.of("id", carol.wallet(EUR)))
                .ok();
        Check.amount(available, new BigDecimal(wallet.text("/wallet/balance/available/amount")), "what is available");
        Check.amount(held, new BigDecimal(wallet.text("/wallet/balance/held/amount")), "what is set aside");
    }

    private Answer withdraw(String amount, String key) {
        return decide(
                carol,
                "withdraw",
                Map.of(
                        "walletId",
                        carol.wallet(EUR),
                        "amount",
                        Person.money(amount, EUR),
                        "destination",
                        "ba_simulated",
                        "idempotencyKey",
                        run + "-withdraw-" + key));
    }

    private static Answer decide(Person by, String field, Map<String, ?> input) {
        String type = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Input";
        return by.ask(
                "mutation W($input: " + type + "!) { " + field + "(input: $input) " + ANSWER + " }",
                Map.of("input", input));
    }
}
