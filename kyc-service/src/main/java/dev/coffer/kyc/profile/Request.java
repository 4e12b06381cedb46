package dev.coffer.kyc.profile;

import dev.coffer.kyc.tier.KycTier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a higher tier that is in review.
 *
 * @param tier that is asked for
 * @param dueAt until when it should be decided
 * @param approvedBy who has approved it first, where a second person must; null before that
 */
record Request(
        KycTier tier,
        Instant since,
        Instant dueAt,
        @Nullable String approvedBy) {

    Request approvedFirst(String reviewerId) {
        return new Request(tier, since, dueAt, reviewerId);
    }
}
