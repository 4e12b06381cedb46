package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What finance does to other people's money, and what owners see of it: reversals, adjustments, frozen and closed wallets. */
final class CorrectionSteps {

    private static final String EUR = "EUR";
    private static final String TRANSFER =
            " { __typename ... on Transfer { id type amount { amount } reversesId } ... on Refusal { code message field } }";
    private static final String WALLET =
            " { __typename ... on Wallet { id status } ... on Refusal { code message field } }";

    private final Person ann;
    private final Person bob;
    private final Person finance;
    private final Staff staff;
    private final String run;
    private String paid = "";

    /** @param run makes idempotency keys of this run */
    CorrectionSteps(Person ann, Person bob, Person finance, Staff staff, String run) {
        this.ann = ann;
        this.bob = bob;
        this.finance = finance;
        this.staff = staff;
        this.run = run;
    }

    /** Ann has 73.10 and Bob 24.00 before. */
    void addTo(Suite suite) {
        suite.step("somebody from finance signs in", () -> staff.join(finance, "finance"));
        reversals(suite);
        adjustments(suite);
        statuses(suite);
    }

    private void reversals(Suite suite) {
        suite.step("finance takes a payment back in part, and both transfers say so", () -> {
                    paid = ann.pay(null, bob.id(), "5.00", EUR, run + "-wrong")
                            .ok()
                            .text("/transferFunds/id");
                    Answer back = reverse(finance, "3.00", "back").ok();
                    Check.equal("REVERSAL", back.text("/reverseTransfer/type"), "the type");
                    Check.equal(paid, back.text("/reverseTransfer/reversesId"), "what is taken back");
                    balances("71.10", "26.00");
                    Answer seen = bob.ask(
                                    "query T($id: ID!) { transfer(id: $id) { status reversal { amount { amount } } } }",
                                    Map.of("id", paid))
                            .ok();
                    Check.equal("REVERSED", seen.text("/transfer/status"), "the status");
                    Check.equal("3.00", seen.text("/transfer/reversal/amount/amount"), "what was taken back");
                })
                .step("the same again is the same, and a second reversal is refused", () -> {
                    reverse(finance, "3.00", "back").ok();
                    Check.refusal(reverse(finance, null, "again"), "/reverseTransfer", "ALREADY_REVERSED");
                    balances("71.10", "26.00");
                })
                .step("users take nothing back", () -> Check.error(reverse(ann, null, "user"), "FORBIDDEN"));
    }

    private void adjustments(Suite suite) {
        suite.step("finance credits and debits a wallet, and the book says why", () -> {
                    adjust(finance, "CREDIT", "2.00", "credit").ok();
                    balances("73.10", "26.00");
                    adjust(finance, "DEBIT", "1.00", "debit").ok();
                    balances("72.10", "26.00");
                    Answer book = ann.ask(
                                    "query B($id: ID!) { transactions(walletId: $id, first: 1)"
                                            + " { nodes { kind part amount { amount } } } }",
                                    Map.of("id", ann.wallet(EUR)))
                            .ok();
                    Check.equal("ADJUSTMENT", book.text("/transactions/nodes/0/kind"), "the newest entry's kind");
                    Check.equal("AVAILABLE", book.text("/transactions/nodes/0/part"), "its part of the pocket");
                    Check.equal("-1.00", book.text("/transactions/nodes/0/amount/amount"), "its amount");
                })
                .step("users adjust nothing", () -> {
                    Check.error(adjust(ann, "CREDIT", "1.00", "user"), "FORBIDDEN");
                    balances("72.10", "26.00");
                });
    }

    private void statuses(Suite suite) {
        suite.step("nothing leaves a frozen wallet until finance opens it again", () -> {
                    Map<String, String> input = Map.of("walletId", ann.wallet(EUR), "reason", "a test");
                    Check.error(change(ann, "freezeWallet", input), "FORBIDDEN");
                    Check.equal(
                            "FROZEN",
                            change(finance, "freezeWallet", input).ok().text("/freezeWallet/status"),
                            "the status");
                    Check.refusal(
                            ann.pay(null, bob.id(), "1.00", EUR, run + "-frozen"), "/transferFunds", "WALLET_FROZEN");
                    change(finance, "unfreezeWallet", input).ok();
                    ann.pay(null, bob.id(), "1.00", EUR, run + "-open").ok();
                    balances("71.10", "27.00");
                })
                .step("an empty wallet is closed by its owner, and one with money in it is not", () -> {
                    Check.refusal(
                            change(ann, "closeWallet", Map.of("walletId", ann.wallet(EUR))),
                            "/closeWallet",
                            "WALLET_NOT_EMPTY");
                    String yen = ann.ask(
                                    "mutation { openWallet(input: { currency: \"JPY\" }) { ... on Wallet { id } } }")
                            .ok()
                            .text("/openWallet/id");
                    Check.error(change(bob, "closeWallet", Map.of("walletId", yen)), "NOT_FOUND");
                    Check.equal(
                            "CLOSED",
                            change(ann, "closeWallet", Map.of("walletId", yen))
                                    .ok()
                                    .text("/closeWallet/status"),
                            "the status");
                });
    }

    private void balances(String anns, String bobs) {
        Check.amount(anns, ann.balance(EUR), "Ann's balance");
        Check.amount(bobs, bob.balance(EUR), "Bob's balance");
    }

    private Answer reverse(Person by, @Nullable String amount, String key) {
        Map<String, Object> input = new HashMap<>(
                Map.of("transferId", paid, "reason", "Paid twice", "idempotencyKey", run + "-reverse-" + key));
        if (amount != null) {
            input.put("amount", Person.money(amount, EUR));
        }
        return by.ask(
                "mutation R($input: ReverseTransferInput!) { reverseTransfer(input: $input)" + TRANSFER + " }",
                Map.of("input", input));
    }

    private Answer adjust(Person by, String direction, String amount, String key) {
        Map<String, Object> input = Map.of(
                "walletId",
                ann.wallet(EUR),
                "direction",
                direction,
                "amount",
                Person.money(amount, EUR),
                "reason",
                "Goodwill",
                "idempotencyKey",
                run + "-adjust-" + key);
        return by.ask(
                "mutation A($input: AdjustWalletInput!) { adjustWallet(input: $input)" + TRANSFER + " }",
                Map.of("input", input));
    }

    private static Answer change(Person by, String mutation, Map<String, String> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return by.ask(
                "mutation M($input: " + type + "!) { " + mutation + "(input: $input)" + WALLET + " }",
                Map.of("input", input));
    }
}
