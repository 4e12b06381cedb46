package dev.coffer.kyc.check.sumsub;

import dev.coffer.kyc.check.CheckReason;
import dev.coffer.kyc.check.CheckState;
import dev.coffer.kyc.check.KycProvider.Answer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a review at Sumsub says, in our words. */
final class SumsubReview {

    private static final String COMPLETED = "completed";

    private SumsubReview() {}

    /** Whether nobody has had it begin yet. */
    static boolean isToBegin(JsonNode review) {
        return review.path("reviewStatus").asString("init").equals("init");
    }

    /** As long as it is not completed, they are at it. */
    static Answer answer(JsonNode review) {
        if (!review.path("reviewStatus").asString("").equals(COMPLETED)) {
            return new Answer.Underway();
        }
        JsonNode result = review.path("reviewResult");
        CheckState outcome = outcome(result);
        List<CheckReason> reasons = outcome == CheckState.PASSED ? List.of() : List.copyOf(reasons(result));
        return new Answer.Decided(
                outcome,
                reasons.isEmpty() && outcome != CheckState.PASSED ? List.of(CheckReason.NOT_TOLD) : reasons,
                review.toString());
    }

    /** A no for reasons that mean nothing to us is left to a person. Never PENDING. */
    static CheckState outcome(JsonNode result) {
        return switch (result.path("reviewAnswer").asString("")) {
            case "GREEN" -> CheckState.PASSED;
            case "RED" -> reasons(result).isEmpty() ? CheckState.INCONCLUSIVE : CheckState.FAILED;
            default -> CheckState.INCONCLUSIVE;
        };
    }

    private static Set<CheckReason> reasons(JsonNode result) {
        Set<CheckReason> reasons = EnumSet.noneOf(CheckReason.class);
        for (JsonNode label : result.path("rejectLabels")) {
            CheckReason reason = reason(label.asString(""));
            if (reason != null) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    private static @Nullable CheckReason reason(String label) {
        return switch (label) {
            case "FORGERY", "DOCUMENT_TEMPLATE", "GRAPHIC_EDITOR", "FRAUDULENT_PATTERNS", "SPAM" ->
                CheckReason.DOCUMENT_FORGED;
            case "LOW_QUALITY",
                    "UNSATISFACTORY_PHOTOS",
                    "SCREENSHOTS",
                    "BLACK_AND_WHITE",
                    "DOCUMENT_DAMAGED",
                    "DOCUMENT_PAGE_MISSING",
                    "FRONT_SIDE_MISSING",
                    "BACK_SIDE_MISSING",
                    "INCOMPLETE_DOCUMENT" -> CheckReason.DOCUMENT_UNREADABLE;
            case "EXPIRATION_DATE" -> CheckReason.DOCUMENT_EXPIRED;
            case "PROBLEMATIC_APPLICANT_DATA" -> CheckReason.NAME_MISMATCH;
            case "SELFIE_MISMATCH", "BAD_FACE_MATCHING", "BAD_SELFIE" -> CheckReason.FACE_MISMATCH;
            case "WRONG_ADDRESS", "BAD_PROOF_OF_ADDRESS" -> CheckReason.ADDRESS_MISMATCH;
            case "AGE_REQUIREMENT_MISMATCH" -> CheckReason.TOO_YOUNG;
            default -> null;
        };
    }
}
