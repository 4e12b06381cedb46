package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;

/** What reviewers see of how requests were decided, after all that was decided in this suite. */
final class DecisionStatsSteps {

    private static final String STATS = "{ kycStats(days: 2) { approved rejected byChecks late approvedPercent"
            + " averageSeconds days { day approved } } }";

    private final Person rita;
    private final Person operator;
    private final Staff staff;

    DecisionStatsSteps(GatewayClient client, Staff staff) {
        this.rita = Person.unknown(client, "rita");
        this.operator = Person.unknown(client, "operator");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        suite.step("reviewers see how requests were decided and how soon, and nobody else", () -> {
            staff.join(rita, "admin");
            staff.join(operator, "operator");
            Check.error(operator.ask(STATS), "FORBIDDEN");
            Check.error(rita.ask("{ kycStats(days: 0) { approved } }"), "INVALID_INPUT");
            Answer stats = rita.ask(STATS).ok();
            Check.that(stats.at("/kycStats/approved").asInt() >= 4, "what was approved is counted");
            Check.that(stats.at("/kycStats/rejected").asInt() >= 1, "what was rejected is counted");
            Check.that(stats.at("/kycStats/byChecks").asInt() >= 1, "what checks granted is counted");
            int percent = stats.at("/kycStats/approvedPercent").asInt();
            Check.that(percent > 0 && percent < 100, "the share of what was approved is one: " + percent);
        });
    }
}
