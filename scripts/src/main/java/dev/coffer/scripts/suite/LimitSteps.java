package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** Limits of a user who sets some, is verified, and then excludes themselves; as the user and staff see them. */
final class LimitSteps {

    private static final String EUR = "EUR";
    private static final String UNTIL = "2999-12-31T00:00:00Z";
    private static final String SOONER = "2999-12-30T00:00:00Z";
    private static final String LIMITS =
            "{ tier limits { operation period source maximum { amount } left { amount } pending { maximum { amount } } } }";
    private static final String MINE = "{ myLimits " + LIMITS + " }";

    private final Person cleo;
    private final Person admin;
    private final Person payee;
    private final Staff staff;
    private final String run;

    /** @param payee has a wallet in EUR */
    LimitSteps(GatewayClient client, Person payee, Staff staff, String run) {
        this.cleo = Person.unknown(client, "cleo");
        this.admin = Person.unknown(client, "limits-admin");
        this.payee = payee;
        this.staff = staff;
        this.run = run;
    }

    void addTo(Suite suite) {
        own(suite);
        others(suite);
        exclusion(suite);
    }

    private void own(Suite suite) {
        suite.step("a user's own limit holds at once, for deposits that come after it", () -> {
                    cleo.join("Cleo");
                    set(cleo, "50.00").ok();
                    Check.refusal(deposit("50.01", "over"), "/deposit", "LIMIT_EXCEEDED");
                    Check.equal("COMPLETED", deposit("50.00", "edge").ok().text("/deposit/status"), "the status");
                    Check.refusal(deposit("0.01", "full"), "/deposit", "LIMIT_EXCEEDED");
                    Check.equal("0.00", ofDay(cleo.ask(MINE).ok(), "/myLimits", "left"), "what is left");
                })
                .step("a higher one waits", () -> {
                    Answer raised = set(cleo, "500.00").ok();
                    Check.equal("50.00", ofDay(raised, "/setLimit", "maximum"), "the limit");
                    Check.equal("500.00", ofDay(raised, "/setLimit", "pending/maximum"), "the limit to come");
                    Check.refusal(deposit("0.01", "raised"), "/deposit", "LIMIT_EXCEEDED");
                });
    }

    private void others(Suite suite) {
        suite.step("a tier that staff grant becomes a user's limits", () -> {
                    staff.join(admin, "admin");
                    Verified.ask(cleo, "STANDARD");
                    String decide = "mutation D($id: ID!) { decideReview(input: {userId: $id, approve: true})"
                            + " { __typename ... on Refusal { code } } }";
                    Check.error(cleo.ask(decide, Map.of("id", cleo.id())), "FORBIDDEN");
                    Verified.claim(admin, cleo, "IDENTITY_DOCUMENT", "SELFIE");
                    Check.equal(
                            "KycProfile",
                            admin.ask(decide, Map.of("id", cleo.id())).ok().text("/decideReview/__typename"),
                            "the answer");
                    Person.await(
                            "Cleo's tier",
                            () -> cleo.ask(MINE).ok().text("/myLimits/tier").equals("STANDARD"));
                })
                .step("staff see a user's limits, other users do not", () -> {
                    String query = "query L($id: ID!) { user(id: $id) { limits { tier } } }";
                    Check.equal(
                            "STANDARD",
                            admin.ask(query, Map.of("id", cleo.id())).ok().text("/user/limits/tier"),
                            "the tier");
                    Check.that(payee.ask(query, Map.of("id", cleo.id())).hasErrors(), "limits are nobody else's");
                });
    }

    private void exclusion(Suite suite) {
        suite.step("who has excluded themselves pays nothing in, and can pay out", () -> {
            String exclude = "mutation E($until: Instant) { selfExclude(input: {kind: COOL_OFF, until: $until})"
                    + " { __typename ... on Refusal { code message } } }";
            Check.equal(
                    "UserLimits",
                    cleo.ask(exclude, Map.of("until", UNTIL)).ok().text("/selfExclude/__typename"),
                    "the answer");
            Check.refusal(deposit("0.01", "excluded"), "/deposit", "SELF_EXCLUDED");
            Check.refusal(cleo.ask(exclude, Map.of("until", SOONER)), "/selfExclude", "EXCLUSION_STAYS");
            Check.equal(
                    "Transfer",
                    cleo.pay(null, payee.id(), "1.00", EUR, run + "-limits-out")
                            .ok()
                            .text("/transferFunds/__typename"),
                    "the answer");
        });
    }

    private Answer deposit(String amount, String key) {
        return cleo.deposit(cleo.wallet(EUR), amount, EUR, run + "-limits-" + key);
    }

    private static Answer set(Person person, String maximum) {
        return person.ask(
                "mutation S($maximum: MoneyInput) { setLimit(input: {operation: DEPOSIT, period: DAY, maximum: $maximum})"
                        + " { __typename ... on UserLimits " + LIMITS + " ... on Refusal { code message field } } }",
                Map.of("maximum", Person.money(maximum, EUR)));
    }

    /** An amount of the user's own limit for the deposits of a day. */
    private static String ofDay(Answer answer, String pointer, String amount) {
        for (int i = 0; ; i++) {
            String limit = pointer + "/limits/" + i;
            if (answer.text(limit + "/source").equals("OWN")
                    && answer.text(limit + "/period").equals("DAY")) {
                return answer.text(limit + "/" + amount + "/amount");
            }
        }
    }
}
