package dev.coffer.kyc.profile;

import dev.coffer.kyc.tier.KycTier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a profile's history: a change of it, or a note beside it.
 *
 * @param id unique, and later for what is written later
 * @param state after it
 * @param tier in force after it
 * @param by the user id of who did it; null for the system
 * @param text what was noted, asked for, seen, or given as a reason
 * @param grounds of a decision; null for what is none
 */
record ProfileEntry(
        String id,
        Act act,
        KycState state,
        KycTier tier,
        @Nullable String by,
        @Nullable String text,
        @Nullable Grounds grounds,
        Instant at) {

    /** What was done. */
    enum Act {
        REQUESTED,
        DATA_SUBMITTED,
        CLAIMED,
        RELEASED,
        REASSIGNED,
        EVIDENCE_SEEN,
        NOTED,
        MORE_ASKED,
        APPROVED_FIRST,
        APPROVED,
        REJECTED,
        SUSPENDED,
        RESTORED,
        EXPIRED,
        DOCUMENT_DECIDED,
        RISK_ASSIGNED,
        EXPORTED,
        AUDIT_EXPORTED,
        CLOSED
    }
}
