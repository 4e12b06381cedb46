package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Money that is set aside for somebody, captured in parts, given back, and expired; to the cent. */
final class HoldSteps {

    private static final String EUR = "EUR";
    private static final String ANSWER = """
            { __typename
              ... on Hold { id status captured { amount } remaining { amount } payee { user { id } } transfers { type } }
              ... on Refusal { code message field } }""";

    private final Person payer;
    private final Person payee;
    private final String run;
    private String holdId = "";

    /** @param run makes idempotency keys of this run */
    HoldSteps(Person payer, Person payee, String run) {
        this.payer = payer;
        this.payee = payee;
        this.run = run;
    }

    /** The payer has 77.10 and the payee 20.00 before, and 73.10 and 24.00 after. */
    void addTo(Suite suite) {
        suite.step("a hold of 10.00 sets the money aside, and it is still the payer's", () -> {
                    Answer held = hold("10.00", null, "hold").ok();
                    Check.equal("OPEN", held.text("/holdFunds/status"), "the hold's status");
                    Check.equal(payee.id(), held.text("/holdFunds/payee/user/id"), "the payee");
                    holdId = held.text("/holdFunds/id");
                    balances("67.10", "20.00");
                    Check.equal("10.00", aside(), "what is set aside");
                })
                .step("the same hold again is the same hold", () -> {
                    Answer again = hold("10.00", null, "hold").ok();
                    Check.equal(holdId, again.text("/holdFunds/id"), "the hold's id");
                    Check.equal("10.00", aside(), "what is set aside");
                })
                .step("the payer can neither capture the hold nor give it back", () -> {
                    Check.refusal(capture(payer, "1.00", false, "own"), "/captureHold", "NOT_BY_PAYER");
                    Check.refusal(giveBack(payer, "own"), "/voidHold", "NOT_BY_PAYER");
                })
                .step("the payee captures a part, and not more than remains", () -> {
                    Answer part = capture(payee, "4.00", false, "part").ok();
                    Check.equal("4.00", part.text("/captureHold/captured/amount"), "what is captured");
                    Check.equal("6.00", part.text("/captureHold/remaining/amount"), "what remains");
                    Check.refusal(capture(payee, "6.01", false, "more"), "/captureHold", "HOLD_EXCEEDED");
                    balances("67.10", "24.00");
                })
                .step("the payee gives the rest back, and then nothing is captured any more", () -> {
                    Answer voided = giveBack(payee, "back").ok();
                    Check.equal("VOIDED", voided.text("/voidHold/status"), "the hold's status");
                    Check.equal("RELEASE", voided.text("/voidHold/transfers/1/type"), "the last transfer");
                    balances("73.10", "24.00");
                    Check.refusal(capture(payee, null, false, "late"), "/captureHold", "HOLD_ENDED");
                })
                .step("a hold that nobody captures in time is given back by itself", this::expire)
                .step("the wallet lists its holds, newest first, and nobody else sees them", this::list);
    }

    private void expire() {
        String id = hold("5.00", 1, "short").ok().text("/holdFunds/id");
        Person.await(
                "the end of the hold " + id,
                () -> payer.ask("query H($id: ID!) { hold(id: $id) { status } }", Map.of("id", id))
                        .ok()
                        .text("/hold/status")
                        .equals("EXPIRED"));
        balances("73.10", "24.00");
        Check.equal("0.00", aside(), "what is set aside");
    }

    private void list() {
        String query = "query L($id: ID!) { wallet(id: $id) { holds(first: 1) { nodes { status }"
                + " pageInfo { hasNextPage } } } }";
        Answer listed = payer.ask(query, Map.of("id", payer.wallet(EUR))).ok();
        Check.equal("EXPIRED", listed.text("/wallet/holds/nodes/0/status"), "the newest hold's status");
        Check.equal("true", listed.text("/wallet/holds/pageInfo/hasNextPage"), "that there are more");
        Check.error(payee.ask(query, Map.of("id", payer.wallet(EUR))), "NOT_FOUND");
    }

    private void balances(String payers, String payees) {
        Check.amount(payers, payer.balance(EUR), "the payer's balance");
        Check.amount(payees, payee.balance(EUR), "the payee's balance");
    }

    private String aside() {
        return payer.ask(
                        "query A($id: ID!) { wallet(id: $id) { balance { held { amount } } } }",
                        Map.of("id", payer.wallet(EUR)))
                .ok()
                .text("/wallet/balance/held/amount");
    }

    private Answer hold(String amount, @Nullable Integer seconds, String key) {
        Map<String, Object> input = new HashMap<>();
        input.put("toUserId", payee.id());
        input.put("amount", Person.money(amount, EUR));
        input.put("expiresInSeconds", seconds);
        input.put("idempotencyKey", run + "-hold-" + key);
        return payer.ask(
                "mutation H($input: HoldFundsInput!) { holdFunds(input: $input) " + ANSWER + " }",
                Map.of("input", input));
    }

    private Answer capture(Person by, @Nullable String amount, boolean releaseRest, String key) {
        Map<String, Object> input = new HashMap<>();
        input.put("holdId", holdId);
        input.put("releaseRest", releaseRest);
        input.put("idempotencyKey", run + "-capture-" + key);
        if (amount != null) {
            input.put("amount", Person.money(amount, EUR));
        }
        return by.ask(
                "mutation C($input: CaptureHoldInput!) { captureHold(input: $input) " + ANSWER + " }",
                Map.of("input", input));
    }

    private Answer giveBack(Person by, String key) {
        return by.ask(
                "mutation V($input: VoidHoldInput!) { voidHold(input: $input) " + ANSWER + " }",
                Map.of("input", Map.of("holdId", holdId, "idempotencyKey", run + "-void-" + key)));
    }
}
