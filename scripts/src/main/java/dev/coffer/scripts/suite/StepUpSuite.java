package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Money that moves only for who has just proven who they are, from the setting to the money. Leaves the setting as it found it. */
final class StepUpSuite {

    private static final String SETTING = "payment-service/step-up";
    private static final String EUR = "EUR";
    private static final String TRANSFER = "... on Transfer { id }";

    private final GatewayClient client;
    private final Staff staff;
    private final Person admin;
    private final Person ann;
    private final Person bob;
    private final String key = UUID.randomUUID().toString();
    private int version;
    private String raised = "";

    StepUpSuite(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.admin = Person.unknown(client, "admin");
        this.ann = Person.unknown(client, "ann");
        this.bob = Person.unknown(client, "bob");
    }

    Suite suite() {
        Suite suite = new Suite("step-up");
        suite.step("an administrator has payments from 2000.00 on demand a fresh proof", () -> {
                    staff.join(admin, "admin", "user");
                    ann.join("Ann");
                    bob.join("Bob");
                    ann.deposit(ann.wallet(EUR), "5000.00", EUR, key + "-fund").ok();
                    version = version();
                    change("default=1000000000, EUR=2000");
                    Person.await("the demand", this::isDemanded);
                })
                .step("what is smaller goes, and what is not is refused and says what is needed", () -> {
                    Check.equal(
                            "Transfer",
                            pay(ann.token(), "1.00").ok().text("/transferFunds/__typename"),
                            "a small payment");
                    Answer refused = pay(ann.token(), "2000.00");
                    Check.error(refused, "STEP_UP_REQUIRED");
                    Check.equal(
                            "FACTOR_IF_ENROLLED",
                            refused.body()
                                    .at("/errors/0/extensions/stepUp/proof")
                                    .asString(""),
                            "the proof that is needed");
                })
                .step(
                        "by the password once more, of who has no second factor, the same request goes through once",
                        () -> {
                            Mutations.refused(
                                    ann,
                                    "stepUp",
                                    Map.of("factor", "PASSWORD", "code", "wrong"),
                                    "INVALID_CREDENTIALS");
                            raised = Mutations.done(
                                    ann,
                                    "stepUp",
                                    Map.of("factor", "PASSWORD", "code", ann.password()),
                                    "... on SteppedUp { accessToken }",
                                    "/accessToken");
                            Answer first = pay(raised, "2000.00").ok();
                            Check.equal("Transfer", first.text("/transferFunds/__typename"), "the payment");
                            Check.equal(
                                    first.body(), pay(raised, "2000.00").ok().body(), "the answer to a repeat");
                        })
                .step("the setting is taken back", () -> {
                    change("");
                    Person.await("the end of the demand", () -> !isDemanded());
                });
        return suite;
    }

    /** Of more than she has: nothing moves, whatever is demanded. */
    private boolean isDemanded() {
        return pay(ann.token(), "900000.00").errorCodes().contains("STEP_UP_REQUIRED");
    }

    private Answer pay(String token, String amount) {
        Map<String, Object> input =
                Map.of("toUserId", bob.id(), "amount", Person.money(amount, EUR), "idempotencyKey", key + "-" + amount);
        return client.ask(
                "mutation P($input: TransferFundsInput!) { transferFunds(input: $input) { __typename " + TRANSFER
                        + " ... on Refusal { code message } } }",
                Map.of("input", input),
                token);
    }

    private int version() {
        return admin.ask("query S($key: String!) { setting(key: $key) { version } }", Map.of("key", SETTING))
                .ok()
                .at("/setting/version")
                .asInt();
    }

    private void change(String payments) {
        Answer changed = Mutations.ask(
                        admin,
                        "setSetting",
                        Map.of(
                                "key",
                                SETTING,
                                "expectedVersion",
                                version,
                                "reason",
                                "the step-up suite",
                                "values",
                                List.of(Map.of("field", "payments", "value", payments))),
                        "... on Setting { version }")
                .ok();
        version = changed.at("/setSetting/version").asInt();
    }
}
