package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What every act does in every state. */
final class StateTableIT extends VerificationStage {

    /** Each state, for each act what comes of it: the state after it, or the refusal. */
    @Test
    void in_every_state_every_act_does_what_the_table_says() {
        List<String> acts = List.of(
                "start",
                "submit",
                "claim",
                "release",
                "reassign",
                "see",
                "approve",
                "reject",
                "more",
                "suspend",
                "restore");
        Map<KycState, List<String>> table = new LinkedHashMap<>();
        String none = "KYC_NOTHING_IN_REVIEW";
        String well = "KYC_NOT_SUSPENDED";
        table.put(
                KycState.PENDING,
                List.of("IN_REVIEW", "PENDING", none, none, none, none, none, none, none, "SUSPENDED", well));
        String free = "KYC_REVIEW_NOT_CLAIMED";
        table.put(
                KycState.IN_REVIEW,
                List.of(
                        "KYC_REVIEW_UNDER_WAY",
                        "KYC_DATA_VERIFIED",
                        "MANUAL_REVIEW",
                        free,
                        none,
                        free,
                        free,
                        free,
                        free,
                        "SUSPENDED",
                        well));
        table.put(
                KycState.MANUAL_REVIEW,
                List.of(
                        "KYC_REVIEW_UNDER_WAY",
                        "KYC_DATA_VERIFIED",
                        "MANUAL_REVIEW",
                        "IN_REVIEW",
                        "MANUAL_REVIEW",
                        "MANUAL_REVIEW",
                        "APPROVED",
                        "REJECTED",
                        "PENDING",
                        "SUSPENDED",
                        well));
        table.put(
                KycState.APPROVED,
                List.of("IN_REVIEW", "KYC_DATA_VERIFIED", none, none, none, none, none, none, none, "SUSPENDED", well));
        table.put(
                KycState.REJECTED,
                List.of("IN_REVIEW", "REJECTED", none, none, none, none, none, none, none, "SUSPENDED", well));
        table.put(
                KycState.EXPIRED,
                List.of("IN_REVIEW", "KYC_DATA_VERIFIED", none, none, none, none, none, none, none, "SUSPENDED", well));
        table.put(
                KycState.SUSPENDED,
                List.of(
                        "KYC_SUSPENDED",
                        "KYC_SUSPENDED",
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        "SUSPENDED",
                        "PENDING"));
        String left = "KYC_PROFILE_CLOSED";
        table.put(KycState.CLOSED, List.of(left, left, none, none, none, none, none, none, none, left, left));
        assertThat(table).hasSize(KycState.values().length);
        SoftAssertions all = new SoftAssertions();
        table.forEach((state, outcomes) -> {
            for (int i = 0; i < acts.size(); i++) {
                String who = state + "-" + acts.get(i);
                save(in(state, who));
                all.assertThat(act(who, acts.get(i)))
                        .as(acts.get(i) + " in " + state)
                        .isEqualTo(outcomes.get(i));
            }
        });
        all.assertAll();
    }

    private String act(String who, String act) {
        Map<String, Object> input = new HashMap<>(Map.of("userId", who));
        String applicant = tokens.user(who);
        return switch (act) {
            case "start" -> act(applicant, "startVerification", Map.of("tier", "STANDARD"));
            case "submit" -> act(applicant, "submitPersonalData", PERSON);
            case "claim" -> act(rita, "claimReview", input);
            case "release" -> act(rita, "releaseReview", input);
            case "reassign" -> {
                input.put("reviewerId", "ralf");
                yield act(rita, "reassignReview", input);
            }
            case "see" -> {
                input.put("requirement", "SELFIE");
                input.put("reference", "Box 7");
                yield act(rita, "recordEvidence", input);
            }
            case "approve", "reject" -> {
                input.put("approve", act.equals("approve"));
                input.put("reason", "Because");
                yield act(rita, "decideReview", input);
            }
            case "more" -> {
                input.put("text", "Your name");
                yield act(rita, "requestMoreInformation", input);
            }
            case "suspend" -> {
                input.put("reason", "Odd");
                yield act(rita, "suspendKyc", input);
            }
            case "restore" -> {
                input.put("reason", "Explained");
                yield act(rita, "restoreKyc", input);
            }
            default -> throw new IllegalArgumentException(act);
        };
    }

    private static KycProfile in(KycState state, String who) {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        KycProfile.Pending fresh = KycProfile.unknown(TENANT, who, now);
        Standing told = fresh.standing().met(Requirement.PERSONAL_DATA);
        KycProfile.Pending pending = fresh.given(told, now);
        KycProfile.InReview review = pending.review(told, KycTier.BASIC, now, now);
        KycProfile.ManualReview hand = review.claim("rita", now);
        return switch (state) {
            case PENDING -> pending;
            case IN_REVIEW -> review;
            case MANUAL_REVIEW -> hand;
            case APPROVED -> hand.approve(now, null);
            case REJECTED -> hand.reject("Not you", now);
            case EXPIRED ->
                pending.review(told, KycTier.STANDARD, now, now)
                        .claim("rita", now)
                        .approve(now, now)
                        .expire(now);
            case SUSPENDED -> hand.suspend("Odd", now);
            case CLOSED -> KycProfile.closed(hand, now);
        };
    }
}
