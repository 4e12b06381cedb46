package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.testkit.TestService;
import dev.coffer.kyc.AtOnce;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is counted of decisions: each once, at whichever replica and however often it is asked for, and what is no decision not at all. */
final class DecisionStatsIT extends VerificationStage {

    private final String tenant = "tenant-" + UUID.randomUUID();
    private final String reviewer = tokens.user("rita", tenant, "admin");
    private final String second = tokens.user("ralf", tenant, "admin");

    private static JsonNode stats(String token, String days) {
        return service.ask(
                "{ kycStats" + days + " { approved rejected byChecks late approvedPercent averageSeconds"
                        + " days { day approved rejected late averageSeconds } } }",
                token);
    }

    private static String figures(JsonNode answer) {
        JsonNode stats = answer.at("/data/kycStats");
        return stats.path("approved") + " " + stats.path("rejected") + " " + stats.path("byChecks") + " "
                + stats.path("late") + " " + stats.path("approvedPercent");
    }

    /** In review, and with the reviewer. @return the user's id */
    private String claimed(KycTier tier) {
        String applicant = "user-" + UUID.randomUUID();
        String token = tokens.user(applicant, tenant, "user");
        act(token, "startVerification", Map.of("tier", tier.name()));
        assertThat(act(token, "submitPersonalData", PERSON)).isEqualTo("IN_REVIEW");
        assertThat(act(reviewer, "claimReview", Map.of("userId", applicant))).isEqualTo("MANUAL_REVIEW");
        return applicant;
    }

    private static Map<String, Object> approval(String applicant) {
        return Map.of("userId", applicant, "approve", true);
    }

    @Test
    void each_decision_is_counted_once_with_the_time_it_took() throws Exception {
        assertThat(figures(stats(reviewer, ""))).isEqualTo("0 0 0 0 null");
        String approved = claimed(KycTier.BASIC);
        AtOnce.run(
                8,
                i -> outcome(
                        ask(i % 2 == 0 ? service : other, reviewer, "decideReview", approval(approved)),
                        "decideReview"));
        String rejected = claimed(KycTier.BASIC);
        Map<String, Object> no = Map.of("userId", rejected, "approve", false, "reason", "Not legible");
        assertThat(act(reviewer, "decideReview", no)).isEqualTo("REJECTED");
        String late = claimed(KycTier.BASIC);
        Date began = Date.from(Instant.now().minus(100, ChronoUnit.HOURS));
        service.bean(MongoDatabase.class)
                .getCollection("profiles")
                .updateOne(
                        Filters.eq("userId", late),
                        Updates.combine(Updates.set("since", began), Updates.set("dueAt", began)));
        assertThat(act(reviewer, "decideReview", approval(late))).isEqualTo("APPROVED");

        JsonNode answer = stats(reviewer, "(days: 2)");
        assertThat(figures(answer)).isEqualTo("2 1 0 1 66");
        assertThat(answer.at("/data/kycStats/averageSeconds").asInt()).isBetween(120_000, 120_100);
    }

    @Test
    void what_is_no_decision_is_not_counted_and_another_tenants_is_not_there() {
        String applicant = claimed(KycTier.ENHANCED);
        for (Requirement requirement :
                new Requirement[] {Requirement.IDENTITY_DOCUMENT, Requirement.SELFIE, Requirement.PROOF_OF_ADDRESS}) {
            act(
                    reviewer,
                    "recordEvidence",
                    Map.of("userId", applicant, "requirement", requirement.name(), "reference", "Box 7"));
        }
        assertThat(act(reviewer, "decideReview", approval(applicant)))
                .as("the first of two")
                .isEqualTo("IN_REVIEW");
        String more = claimed(KycTier.BASIC);
        act(reviewer, "requestMoreInformation", Map.of("userId", more, "text", "Who are you?"));
        String suspended = claimed(KycTier.BASIC);
        act(reviewer, "suspendKyc", Map.of("userId", suspended, "reason", "Odd"));
        assertThat(figures(stats(reviewer, ""))).isEqualTo("0 0 0 0 null");

        act(second, "claimReview", Map.of("userId", applicant));
        assertThat(act(second, "decideReview", approval(applicant))).isEqualTo("APPROVED");
        assertThat(figures(stats(reviewer, ""))).isEqualTo("1 0 0 0 100");
        assertThat(figures(stats(tokens.user("rosa", "elsewhere", "admin"), "")))
                .isEqualTo("0 0 0 0 null");
    }

    @Test
    void figures_are_the_reviewers_and_of_so_many_days_at_most() {
        for (String role : new String[] {"user", "operator"}) {
            assertThat(TestService.errorCode(stats(tokens.user("olga", tenant, role), "")))
                    .isEqualTo("FORBIDDEN");
        }
        for (String days : new String[] {"(days: 0)", "(days: 93)"}) {
            assertThat(TestService.errorCode(stats(reviewer, days))).isEqualTo("INVALID_INPUT");
        }
    }
}
