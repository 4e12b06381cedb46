package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** Refusals of exchanges. Leaves the setting as it found it. */
final class ExchangeRefusals {

    private static final String EUR = "EUR";
    private static final String SETTING = "payment-service/exchange";
    private static final String QUOTE = "... on ExchangeQuote { id }";

    private final Person ann;
    private final Person admin;
    private final String run;

    /** @param run makes idempotency keys of this run */
    ExchangeRefusals(Person ann, Person admin, String run) {
        this.ann = ann;
        this.admin = admin;
        this.run = run;
    }

    void addTo(Suite suite) {
        suite.step(
                        "there is no exchange into the same currency, without a rate, of next to nothing and of too much",
                        () -> {
                            publish("KWD", "0.25");
                            publish("ISK", "1000000000");
                            quoteRefused("1.00", EUR, "SAME_CURRENCY");
                            quoteRefused("1.00", "XAF", "RATE_UNKNOWN");
                            publish("CZK", "0.0001");
                            quoteRefused("0.01", "CZK", "EXCHANGE_TOO_SMALL");
                            quoteRefused("90000000000000000.00", "ISK", "EXCHANGE_TOO_LARGE");
                        })
                .step("a quote that is over is not used, and a rate that is too old neither", () -> {
                    int version = version();
                    set(version, Map.of("quoteTime", "1s", "manualAge", "2s"));
                    awaitStale("KWD");
                    publish("USD", "1.25");
                    String quoteId = quote("1.00", "USD").ok().text("/quoteExchange/id");
                    awaitStale("USD");
                    Mutations.refused(
                            ann,
                            "exchange",
                            Map.of("quoteId", quoteId, "idempotencyKey", run + "-expired"),
                            "QUOTE_EXPIRED");
                    Mutations.ask(
                                    admin,
                                    "rollbackSetting",
                                    Map.of(
                                            "key",
                                            SETTING,
                                            "version",
                                            version,
                                            "expectedVersion",
                                            version + 1,
                                            "reason",
                                            "the refusals suite is over"))
                            .ok();
                });
    }

    private void publish(String to, String rate) {
        Mutations.ask(admin, "setExchangeRate", Map.of("from", EUR, "to", to, "rate", rate))
                .ok();
    }

    private Answer quote(String amount, String to) {
        return Mutations.ask(ann, "quoteExchange", Map.of("amount", Person.money(amount, EUR), "to", to), QUOTE);
    }

    private void quoteRefused(String amount, String to, String code) {
        Check.refusal(quote(amount, to), "/quoteExchange", code);
    }

    private void awaitStale(String to) {
        Person.await("a rate that is too old", () -> quote("1.00", to).codes().contains("RATE_STALE"));
    }

    private int version() {
        return admin.ask("query S($key: String!) { setting(key: $key) { version } }", Map.of("key", SETTING))
                .ok()
                .at("/setting/version")
                .asInt();
    }

    private void set(int version, Map<String, String> values) {
        Mutations.ask(
                        admin,
                        "setSetting",
                        Map.of(
                                "key",
                                SETTING,
                                "expectedVersion",
                                version,
                                "reason",
                                "the refusals suite",
                                "values",
                                values.entrySet().stream()
                                        .map(value -> Map.of("field", value.getKey(), "value", value.getValue()))
                                        .toList()))
                .ok();
    }
}
