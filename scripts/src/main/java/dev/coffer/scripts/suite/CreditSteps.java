package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A credit limit: drawn to the last cent, lowered while it is drawn, paid back. */
final class CreditSteps {

    private static final String EUR = "EUR";

    private final Person dora;
    private final Person bob;
    private final Person finance;
    private final String run;

    /** @param run makes idempotency keys of this run */
    CreditSteps(Person dora, Person bob, Person finance, String run) {
        this.dora = dora;
        this.bob = bob;
        this.finance = finance;
        this.run = run;
    }

    /** Finance has signed in before, and Bob has as much afterwards. */
    void addTo(Suite suite) {
        suite.step("finance lets a new user's wallet go 10.00 below zero, and the user sees it", () -> {
                    dora.join("Dora");
                    Check.error(limit(dora, "10.00", "own"), "FORBIDDEN");
                    Answer set = limit(finance, "10.00", "ten").ok();
                    Check.equal("CREDIT_LIMIT", set.text("/setCreditLimit/type"), "the type");
                    Check.equal(
                            set.body(), limit(finance, "10.00", "ten").body(), "the answer to a repeat of the request");
                    sees("0.00", "10.00", "10.00");
                })
                .step("it is drawn to the last cent, and not one cent further", () -> {
                    Check.refusal(pay("10.01", "over"), "/transferFunds", "INSUFFICIENT_FUNDS");
                    pay("10.00", "edge").ok();
                    sees("-10.00", "10.00", "0.00");
                    Check.refusal(pay("0.01", "beyond"), "/transferFunds", "INSUFFICIENT_FUNDS");
                })
                .step("a limit that is lowered takes nothing back and lets no more be drawn", () -> {
                    limit(finance, "4.00", "four").ok();
                    sees("-10.00", "4.00", "0.00");
                    bob.pay(null, dora.id(), "7.00", EUR, run + "-credit-back").ok();
                    sees("-3.00", "4.00", "1.00");
                })
                .step("what is paid back makes the wallet whole, and without a limit nothing is borrowed", () -> {
                    bob.pay(null, dora.id(), "3.00", EUR, run + "-credit-rest").ok();
                    limit(finance, null, "none").ok();
                    sees("0.00", "0.00", "0.00");
                    Check.refusal(pay("0.01", "none"), "/transferFunds", "INSUFFICIENT_FUNDS");
                });
    }

    private void sees(String available, String limit, String spendable) {
        Answer wallet = dora.ask(
                        "query W($id: ID!) { wallet(id: $id) { balance { available { amount } } creditLimit { amount }"
                                + " spendable { amount } } }",
                        Map.of("id", dora.wallet(EUR)))
                .ok();
        Check.equal(available, wallet.text("/wallet/balance/available/amount"), "what is available");
        Check.equal(limit, wallet.text("/wallet/creditLimit/amount"), "the credit limit");
        Check.equal(spendable, wallet.text("/wallet/spendable/amount"), "what can be spent");
    }

    private Answer pay(String amount, String key) {
        return dora.pay(null, bob.id(), amount, EUR, run + "-credit-pay-" + key);
    }

    private Answer limit(Person by, @Nullable String limit, String key) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "walletId", dora.wallet(EUR), "reason", "A good customer", "idempotencyKey", run + "-credit-" + key));
        if (limit != null) {
            input.put("limit", Person.money(limit, EUR));
        }
        return by.ask(
                "mutation C($input: SetCreditLimitInput!) { setCreditLimit(input: $input)"
                        + " { __typename ... on Transfer { id type amount { amount } } ... on Refusal { code field } } }",
                Map.of("input", input));
    }
}
