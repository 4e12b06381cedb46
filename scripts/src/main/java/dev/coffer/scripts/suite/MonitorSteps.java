package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Balance monitors: told of crossings, once each, and nobody else's business. */
final class MonitorSteps {

    private static final String EUR = "EUR";
    private static final BigDecimal STEP = new BigDecimal("0.02");

    private final Person ann;
    private final Person bob;
    private final Person finance;
    private final String run;
    private String below = "";

    /** @param finance staff that has signed in @param run makes idempotency keys of this run */
    MonitorSteps(Person ann, Person bob, Person finance, String run) {
        this.ann = ann;
        this.bob = bob;
        this.finance = finance;
        this.run = run;
    }

    /** All have as much afterwards. */
    void addTo(Suite suite) {
        suite.step("Ann has it told when her balance falls below where it is, and nobody else can", () -> {
                    String threshold = ann.balance(EUR).toPlainString();
                    Check.error(create(bob, "BELOW", threshold), "NOT_FOUND");
                    Answer made = create(ann, "BELOW", threshold).ok();
                    below = made.text("/createBalanceMonitor/id");
                    Check.equal(
                            "false",
                            made.at("/createBalanceMonitor/isMet").asString(""),
                            "whether it is below where it is");
                    Check.equal(
                            below,
                            create(ann, "BELOW", threshold).ok().text("/createBalanceMonitor/id"),
                            "the monitor that says the same");
                })
                .step(
                        "a payment that takes it below is told of once, a further one not, and the way back neither",
                        () -> {
                            ann.pay(null, bob.id(), STEP.toPlainString(), EUR, run + "-monitor-1")
                                    .ok();
                            ann.pay(null, bob.id(), STEP.toPlainString(), EUR, run + "-monitor-2")
                                    .ok();
                            bob.pay(null, ann.id(), STEP.add(STEP).toPlainString(), EUR, run + "-monitor-3")
                                    .ok();
                            ann.pay(null, bob.id(), STEP.toPlainString(), EUR, run + "-monitor-4")
                                    .ok();
                            Person.await("the second crossing", () -> crossings() == 2);
                            bob.pay(null, ann.id(), STEP.toPlainString(), EUR, run + "-monitor-5")
                                    .ok();
                            Check.equal(2, crossings(), "what was told of");
                        })
                .step("what finance watches Ann does not see, and what she drops is gone", () -> {
                    create(finance, "ABOVE", "1000000.00").ok();
                    Check.equal(1, monitors(ann).size(), "the monitors that Ann sees");
                    Check.equal(2, monitors(finance).size(), "the monitors that finance sees");
                    for (int i = 0; i < 2; i++) {
                        ann.ask(
                                        "mutation D($input: DeleteBalanceMonitorInput!) {"
                                                + " deleteBalanceMonitor(input: $input) { id } }",
                                        Map.of("input", Map.of("walletId", ann.wallet(EUR), "monitorId", below)))
                                .ok();
                    }
                    Check.equal(0, monitors(ann).size(), "the monitors that are left to Ann");
                });
    }

    private int crossings() {
        return monitors(ann).get(0).path("crossings").asInt();
    }

    private JsonNode monitors(Person by) {
        return by.ask(
                        "query M($id: ID!) { wallet(id: $id) { balanceMonitors { id source crossings } } }",
                        Map.of("id", ann.wallet(EUR)))
                .ok()
                .at("/wallet/balanceMonitors");
    }

    private Answer create(Person by, String condition, String threshold) {
        return by.ask(
                "mutation C($input: CreateBalanceMonitorInput!) { createBalanceMonitor(input: $input) {"
                        + " __typename ... on BalanceMonitor { id isMet } ... on Refusal { code field } } }",
                Map.of(
                        "input",
                        Map.of(
                                "walletId",
                                ann.wallet(EUR),
                                "condition",
                                condition,
                                "threshold",
                                Person.money(threshold, EUR))));
    }
}
