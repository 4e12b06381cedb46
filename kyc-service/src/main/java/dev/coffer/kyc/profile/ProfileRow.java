package dev.coffer.kyc.profile;

import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A profile without its key and with a field for everything that any state has, for where types cannot go: the store and the cache.
 *
 * @param text what a reviewer has asked for, or why it is rejected or suspended
 */
record ProfileRow(
        KycState state,
        KycTier tier,
        long tierVersion,
        long changes,
        @Nullable String country,
        Set<Requirement> met,
        @Nullable Instant validUntil,
        Instant updatedAt,
        @Nullable KycTier requested,
        @Nullable Instant since,
        @Nullable Instant dueAt,
        @Nullable String approvedBy,
        @Nullable String reviewerId,
        @Nullable String text) {

    /** The text of what was closed before there was a state for it. */
    private static final String CLOSED_BEFORE = "The account is closed.";

    static ProfileRow of(KycProfile profile) {
        return switch (profile) {
            case KycProfile.Pending pending -> of(profile, pending.requested(), null, null, pending.asked());
            case KycProfile.InReview review -> of(profile, null, review.request(), null, null);
            case KycProfile.ManualReview review -> of(profile, null, review.request(), review.reviewerId(), null);
            case KycProfile.Approved approved -> of(profile, null, null, null, null);
            case KycProfile.Rejected rejected -> of(profile, null, null, null, rejected.reason());
            case KycProfile.Expired expired -> of(profile, null, null, null, null);
            case KycProfile.Suspended suspended -> of(profile, null, null, null, suspended.reason());
            case KycProfile.Closed closed -> of(profile, null, null, null, null);
        };
    }

    private static ProfileRow of(
            KycProfile profile,
            @Nullable KycTier wanted,
            @Nullable Request request,
            @Nullable String reviewerId,
            @Nullable String text) {
        Standing standing = profile.standing();
        return new ProfileRow(
                profile.state(),
                standing.tier(),
                standing.tierVersion(),
                standing.changes(),
                standing.country(),
                standing.met(),
                standing.validUntil(),
                standing.updatedAt(),
                request == null ? wanted : request.tier(),
                request == null ? null : request.since(),
                request == null ? null : request.dueAt(),
                request == null ? null : request.approvedBy(),
                reviewerId,
                text);
    }

    KycProfile profile(String tenantId, String userId) {
        Standing standing =
                new Standing(tenantId, userId, tier, tierVersion, changes, country, met, validUntil, updatedAt);
        return switch (state) {
            case PENDING -> new KycProfile.Pending(standing, requested, text);
            case IN_REVIEW -> new KycProfile.InReview(standing, request());
            case MANUAL_REVIEW ->
                new KycProfile.ManualReview(standing, request(), Objects.requireNonNull(reviewerId, "reviewerId"));
            case APPROVED -> new KycProfile.Approved(standing);
            case REJECTED -> new KycProfile.Rejected(standing, Objects.requireNonNullElse(text, ""));
            case EXPIRED -> new KycProfile.Expired(standing);
            case SUSPENDED ->
                CLOSED_BEFORE.equals(text)
                        ? new KycProfile.Closed(standing)
                        : new KycProfile.Suspended(standing, Objects.requireNonNullElse(text, ""));
            case CLOSED -> new KycProfile.Closed(standing);
        };
    }

    /** What was put in review before reviews had times is as old as its last change. */
    private Request request() {
        Instant began = Objects.requireNonNullElse(since, updatedAt);
        return new Request(
                Objects.requireNonNull(requested, "requested"),
                began,
                Objects.requireNonNullElse(dueAt, began),
                approvedBy);
    }
}
