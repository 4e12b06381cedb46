package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.TestService;
import dev.coffer.kyc.AtOnce;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Requests for a higher tier from the first word to the decision, at two replicas. */
final class VerificationIT extends VerificationStage {

    @Test
    void a_request_waits_for_personal_data_then_for_a_reviewer_and_what_is_missing_is_said() {
        askFor(KycTier.STANDARD);
        JsonNode mine = service.ask("{ myKyc { state requirements { requirement isMet missing } } }", token());
        assertThat(mine.at("/data/myKyc/state").asString()).isEqualTo("PENDING");
        assertThat(mine.at("/data/myKyc/requirements").size()).isEqualTo(3);
        assertThat(mine.at("/data/myKyc/requirements/0/missing").asString()).contains("submitPersonalData");

        assertThat(act(token(), "submitPersonalData", PERSON)).isEqualTo("IN_REVIEW");
        assertThat(act(rita, "claimReview", of())).isEqualTo("MANUAL_REVIEW");
        JsonNode early = ask(service, rita, "decideReview", of("approve", true));
        assertThat(outcome(early, "decideReview")).isEqualTo("KYC_REQUIREMENTS_MISSING");
        assertThat(early.at("/data/decideReview/message").asString()).contains("IDENTITY_DOCUMENT", "SELFIE");
        see(rita, Requirement.IDENTITY_DOCUMENT, Requirement.SELFIE);
        assertThat(act(rita, "decideReview", of("approve", true))).isEqualTo("APPROVED");
        assertThat(told()).containsExactly("STANDARD");
        assertThat(service.ask("{ myKyc { tier validUntil } }", token())
                        .at("/data/myKyc/validUntil")
                        .asString())
                .isNotEmpty();
        assertThat(service.get("/metrics").body()).contains("coffer_kyc_decisions_seconds_count{outcome=\"approved\"");
    }

    @Test
    void a_high_tier_needs_two_reviewers_and_the_tier_is_told_after_the_second_only() {
        askFor(KycTier.ENHANCED);
        submit();
        act(rita, "claimReview", of());
        see(rita, Requirement.IDENTITY_DOCUMENT, Requirement.SELFIE, Requirement.PROOF_OF_ADDRESS);
        assertThat(act(rita, "decideReview", of("approve", true))).isEqualTo("IN_REVIEW");
        assertThat(told()).isEmpty();
        assertThat(act(rita, "claimReview", of())).isEqualTo("KYC_SECOND_PERSON_NEEDED");
        assertThat(act(ralf, "claimReview", of())).isEqualTo("MANUAL_REVIEW");
        assertThat(act(rita, "decideReview", of("approve", true))).isEqualTo("KYC_REVIEW_CLAIMED");
        assertThat(act(ralf, "reassignReview", of("reviewerId", "rita"))).isEqualTo("KYC_SECOND_PERSON_NEEDED");
        assertThat(act(ralf, "decideReview", of("approve", true))).isEqualTo("APPROVED");
        assertThat(told()).containsExactly("ENHANCED");
    }

    @Test
    void of_reviewers_who_claim_at_once_at_two_replicas_one_gets_it() throws Exception {
        askFor(KycTier.BASIC);
        submit();
        List<String> outcomes = AtOnce.run(
                8,
                i -> outcome(
                        ask(i % 2 == 0 ? service : other, tokens.user("r-" + i, TENANT, "admin"), "claimReview", of()),
                        "claimReview"));
        assertThat(outcomes).containsOnly("MANUAL_REVIEW", "KYC_REVIEW_CLAIMED");
        assertThat(Collections.frequency(outcomes, "MANUAL_REVIEW")).isEqualTo(1);
    }

    @Test
    void a_decision_that_comes_many_times_at_once_is_made_and_told_once() throws Exception {
        askFor(KycTier.BASIC);
        submit();
        act(rita, "claimReview", of());
        List<String> outcomes = AtOnce.run(
                8,
                i -> outcome(
                        ask(i % 2 == 0 ? service : other, rita, "decideReview", of("approve", true)), "decideReview"));
        assertThat(Collections.frequency(outcomes, "APPROVED")).isEqualTo(1);
        assertThat(outcomes).containsOnly("APPROVED", "KYC_NOTHING_IN_REVIEW");
        assertThat(told()).containsExactly("BASIC");
    }

    @Test
    void a_suspension_takes_the_tier_out_of_force_and_its_end_puts_it_back() {
        askFor(KycTier.BASIC);
        submit();
        act(rita, "claimReview", of());
        act(rita, "decideReview", of("approve", true));
        assertThat(act(rita, "suspendKyc", of("reason", "Odd payments"))).isEqualTo("SUSPENDED");
        assertThat(act(rita, "suspendKyc", of("reason", "Again"))).isEqualTo("SUSPENDED");
        JsonNode mine = service.ask("{ myKyc { tier reason } }", token());
        assertThat(mine.at("/data/myKyc/tier").asString()).isEqualTo("NONE");
        assertThat(mine.at("/data/myKyc/reason").asString()).isEqualTo("Odd payments");
        assertThat(act(rita, "restoreKyc", of("reason", "Explained"))).isEqualTo("APPROVED");
        assertThat(told()).containsExactly("BASIC", "NONE", "BASIC");
        assertThat(act(tokens.user("rita", "elsewhere", "admin"), "suspendKyc", of("reason", "Not mine")))
                .isEqualTo("NOT_FOUND");
        assertThat(told()).hasSize(3);
    }

    @Test
    void a_tier_runs_out_by_itself_and_once_whatever_replica_sees_it() {
        KycProfile.Pending pending = KycProfile.unknown(TENANT, user, Instant.EPOCH);
        save(pending.review(
                        pending.standing().met(Requirement.PERSONAL_DATA),
                        KycTier.STANDARD,
                        Instant.EPOCH,
                        Instant.EPOCH)
                .claim("rita", Instant.EPOCH)
                .approve(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
        KycProfiles profiles = service.bean(MongoKycProfiles.class);
        await().atMost(SOON).until(() -> profiles.find(TENANT, user) instanceof KycProfile.Expired);
        assertThat(told()).containsExactly("BASIC");
    }

    @Test
    void the_queue_shows_what_is_in_review_at_the_tenant_and_the_history_what_became_of_it() {
        String tenant = "tenant-" + UUID.randomUUID();
        String reviewer = tokens.user("rosa", tenant, "admin");
        for (String id : List.of("q-1", "q-2", "q-3")) {
            String token = tokens.user(id, tenant, "user");
            ask(service, token, "startVerification", Map.of("tier", id.equals("q-3") ? "STANDARD" : "BASIC"));
            ask(service, token, "submitPersonalData", PERSON);
        }
        ask(service, reviewer, "claimReview", Map.of("userId", "q-2"));
        ask(service, reviewer, "addReviewNote", Map.of("userId", "q-2", "text", "Called back"));
        assertThat(queue(reviewer, "{}")).containsExactly("q-1", "q-2", "q-3");
        assertThat(queue(reviewer, "{state: IN_REVIEW}")).containsExactly("q-1", "q-3");
        assertThat(queue(reviewer, "{tier: STANDARD}")).containsExactly("q-3");
        assertThat(queue(reviewer, "{reviewerId: \"rosa\", tier: BASIC}")).containsExactly("q-2");
        assertThat(queue(reviewer, "{reviewerId: \"rosa\", state: IN_REVIEW, tier: BASIC}"))
                .isEmpty();
        assertThat(queue(rita, "{}")).doesNotContain("q-1", "q-2", "q-3");
        JsonNode history = service.ask("{ kycHistory(userId: \"q-2\") { nodes { act by text } } }", reviewer);
        assertThat(history.at("/data/kycHistory/nodes")
                        .valueStream()
                        .map(node -> node.path("act").asString()))
                .containsExactly("NOTED", "CLAIMED", "DATA_SUBMITTED", "REQUESTED");
        assertThat(history.at("/data/kycHistory/nodes/0/text").asString()).isEqualTo("Called back");
        assertThat(service.ask("{ kycHistory(userId: \"q-2\") { nodes { act } } }", rita)
                        .at("/data/kycHistory/nodes")
                        .isEmpty())
                .isTrue();
    }

    private static List<String> queue(String token, String filter) {
        return service.ask("{ reviewQueue(first: 100, filter: " + filter + ") { nodes { userId } } }", token)
                .at("/data/reviewQueue/nodes")
                .valueStream()
                .map(node -> node.path("userId").asString())
                .toList();
    }

    @Test
    void what_a_limit_allows_is_exact_to_the_cent() {
        askFor(KycTier.BASIC);
        submit();
        act(rita, "claimReview", of());
        act(rita, "decideReview", of("approve", true));
        String query = "query($m: MoneyInput!) { checkLimit(operation: DEPOSIT, amount: $m)"
                + " { isAllowed tier neededTier perOperation { amount } } }";
        JsonNode edge = service.ask(query, Map.of("m", Map.of("amount", "1000.00", "currency", "EUR")), token());
        assertThat(edge.at("/data/checkLimit/isAllowed").asBoolean()).isTrue();
        JsonNode over = service.ask(query, Map.of("m", Map.of("amount", "1000.01", "currency", "EUR")), token());
        assertThat(over.at("/data/checkLimit/isAllowed").asBoolean(true)).isFalse();
        assertThat(over.at("/data/checkLimit/neededTier").asString()).isEqualTo("STANDARD");
        JsonNode dollars = service.ask(query, Map.of("m", Map.of("amount", "1.00", "currency", "USD")), token());
        assertThat(TestService.errorCode(dollars)).isEqualTo("INVALID_INPUT");
    }
}
