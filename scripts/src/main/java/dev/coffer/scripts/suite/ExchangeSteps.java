package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.Map;

/** Euros into dollars at a rate that finance publishes; to the cent. */
final class ExchangeSteps {

    private static final String EUR = "EUR";
    private static final String USD = "USD";

    private final Person ann;
    private final Person bob;
    private final Person finance;
    private final String run;
    private BigDecimal before = BigDecimal.ZERO;
    private String quoteId = "";

    /** @param finance staff that has signed in @param run makes idempotency keys of this run */
    ExchangeSteps(Person ann, Person bob, Person finance, String run) {
        this.ann = ann;
        this.bob = bob;
        this.finance = finance;
        this.run = run;
    }

    void addTo(Suite suite) {
        suite.step("finance publishes a rate, and users do not", () -> {
                    Check.equal("MANUAL", publish(finance, "1.25").ok().text("/setExchangeRate/source"), "the source");
                    Check.error(publish(ann, "100"), "FORBIDDEN");
                })
                .step(
                        "10.00 EUR are quoted at 12.37 USD: 12.50 less 1 %, rounded against the client",
                        () -> {
                            before = ann.balance(EUR);
                            ann.ask("mutation { openWallet(input: { currency: \"USD\" }) { __typename } }")
                                    .ok();
                            Answer quoted = ann.ask(
                                            "mutation { quoteExchange(input: { amount: { amount: \"10.00\", currency: \"EUR\" },"
                                                    + " to: \"USD\" }) { ... on ExchangeQuote { id bought { amount } } } }")
                                    .ok();
                            quoteId = quoted.text("/quoteExchange/id");
                            Check.equal("12.37", quoted.text("/quoteExchange/bought/amount"), "what is bought");
                        })
                .step("nobody else can use the quote", () -> Check.error(exchange(bob, "theirs"), "NOT_FOUND"))
                .step("the quote holds although the rate changes, and is used once", () -> {
                    publish(finance, "1.00").ok();
                    exchange(ann, "mine").ok();
                    exchange(ann, "mine").ok();
                    Check.refusal(exchange(ann, "again"), "/exchange", "QUOTE_USED");
                    Check.amount("10.00", before.subtract(ann.balance(EUR)), "what was sold");
                    Check.amount("12.37", ann.balance(USD), "what was bought");
                });
    }

    private static Answer publish(Person by, String rate) {
        return by.ask(
                "mutation S($input: SetExchangeRateInput!) { setExchangeRate(input: $input)"
                        + " { ... on ExchangeRate { source } ... on Refusal { code } } }",
                Map.of("input", Map.of("from", EUR, "to", USD, "rate", rate)));
    }

    private Answer exchange(Person by, String key) {
        return by.ask(
                "mutation E($input: ExchangeInput!) { exchange(input: $input)"
                        + " { __typename ... on Exchange { transfer { id } } ... on Refusal { code message field } } }",
                Map.of("input", Map.of("quoteId", quoteId, "idempotencyKey", run + "-exchange-" + key)));
    }
}
