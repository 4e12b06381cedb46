package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** Rosi, of whom a reviewer says that her risk is high: what she does not learn, and what it takes to grant her a tier. */
final class RiskSteps {

    private static final String LEVEL = "... on KycRisk { level }";
    private static final String RISK =
            "query R($id: ID!) { kycRisk(userId: $id) { level computedLevel points factors { factor points note } } }";

    private final Person rosi;
    private final Person rita;
    private final Person ralf;
    private final Staff staff;

    RiskSteps(GatewayClient client, Staff staff) {
        this.rosi = Person.unknown(client, "rosi");
        this.rita = Person.unknown(client, "rita");
        this.ralf = Person.unknown(client, "ralf");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        suite.step("reviewers see how high a risk is and why, and nobody else", () -> {
                    rosi.join("Rosi");
                    staff.join(rita, "admin");
                    staff.join(ralf, "admin");
                    Verified.ask(rosi, "BASIC");
                    Person.await(
                            "what speaks for it",
                            () -> risk().text("/kycRisk/factors/0/factor").equals("CHECK_INCONCLUSIVE"));
                    Check.equal("LOW", risk().text("/kycRisk/level"), "the level");
                    Check.error(rosi.ask(RISK, Map.of("id", rosi.id())), "FORBIDDEN");
                    Check.error(Mutations.ask(rosi, "assignRisk", assignment("LOW")), "FORBIDDEN");
                })
                .step("a high risk takes two reviewers for the lowest tier", () -> {
                    Check.equal(
                            "HIGH",
                            Mutations.done(rita, "assignRisk", assignment("HIGH"), LEVEL, "/level"),
                            "the level");
                    Check.equal("LOW", risk().text("/kycRisk/computedLevel"), "the level by its points");
                    Verified.claim(rita, rosi);
                    Check.equal("IN_REVIEW", Verified.approve(rita, rosi), "the state after one approval");
                    Mutations.refused(rita, "claimReview", Map.of("userId", rosi.id()), "KYC_SECOND_PERSON_NEEDED");
                    Verified.claim(ralf, rosi);
                    Check.equal("APPROVED", Verified.approve(ralf, rosi), "the state after two");
                })
                .step("the word of a reviewer is taken back, and the points count again", () -> {
                    Map<String, ?> back = Map.of("userId", rosi.id(), "reason", "Explained");
                    Check.equal("LOW", Mutations.done(ralf, "assignRisk", back, LEVEL, "/level"), "the level");
                });
    }

    private Map<String, Object> assignment(String level) {
        return Map.of("userId", rosi.id(), "level", level, "reason", "Named in a report");
    }

    private Answer risk() {
        return rita.ask(RISK, Map.of("id", rosi.id())).ok();
    }
}
