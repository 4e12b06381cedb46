package dev.coffer.kyc.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well one user is known. The states are the profile's own types: only a profile that is not in review can be put there.
 */
sealed interface KycProfile {

    String tenantId();

    String userId();

    KycTier tier();

    /** How often the tier has changed: orders what is told of it. */
    long tierVersion();

    Instant updatedAt();

    /** Nothing was asked for since the tier was reached. */
    record Settled(String tenantId, String userId, KycTier tier, long tierVersion, Outcome outcome, Instant updatedAt)
            implements KycProfile {

        /** @throws IllegalArgumentException when {@code requested} is not above the present tier */
        InReview request(KycTier requested, Instant now) {
            return new InReview(tenantId, userId, tier, tierVersion, requested, now);
        }
    }

    /** A higher tier was asked for and is not decided. */
    record InReview(
            String tenantId, String userId, KycTier tier, long tierVersion, KycTier requested, Instant updatedAt)
            implements KycProfile {

        public InReview {
            if (!requested.isAbove(tier)) {
                throw new IllegalArgumentException("Tier " + requested + " is not above " + tier);
            }
        }

        /** What was asked for is granted. */
        Settled approve(Instant now) {
            return new Settled(tenantId, userId, requested, tierVersion + 1, Outcome.APPROVED, now);
        }

        /** The tier stays what it was. */
        Settled reject(Instant now) {
            return new Settled(tenantId, userId, tier, tierVersion, Outcome.REJECTED, now);
        }
    }

    /** How the last request ended. */
    enum Outcome {
        PENDING,
        APPROVED,
        REJECTED
    }

    /** The profile of somebody of whom nothing is known yet. */
    static Settled unknown(String tenantId, String userId, Instant now) {
        return new Settled(tenantId, userId, KycTier.NONE, 0, Outcome.PENDING, now);
    }

    default String state() {
        return switch (this) {
            case Settled settled -> settled.outcome().name();
            case InReview review -> "IN_REVIEW";
        };
    }

    default @Nullable KycTier requestedTier() {
        return this instanceof InReview review ? review.requested() : null;
    }
}
