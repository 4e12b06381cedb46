package dev.coffer.kyc.profile;

import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How well one user is known. The states are types of their own: a transition that a state does not allow cannot be written. */
sealed interface KycProfile {

    Standing standing();

    KycState state();

    /** Neither under suspicion nor closed. */
    sealed interface Live extends KycProfile permits Pending, InReview, ManualReview, Decided {

        /** @param reason which the user is shown */
        default Suspended suspend(String reason, Instant now) {
            return new Suspended(outOfForce(standing(), now), reason);
        }
    }

    /** Nothing is asked for, and something may be. */
    sealed interface Decided extends Live permits Approved, Rejected, Expired {

        default Pending ask(KycTier tier, Instant now) {
            return new Pending(standing().changed(now), requireAbove(tier, standing()), null);
        }

        default InReview review(KycTier tier, Instant now, Instant dueAt) {
            return inReview(standing(), tier, now, dueAt);
        }
    }

    /** Nothing was asked for yet, or something that the user must give is missing for it. @param asked by a reviewer, in words */
    record Pending(
            Standing standing,
            @Nullable KycTier requested,
            @Nullable String asked) implements Live {

        Pending ask(KycTier tier, Instant now) {
            return new Pending(standing.changed(now), requireAbove(tier, standing), asked);
        }

        /** @param told this standing, with what the user has just given */
        InReview review(Standing told, KycTier tier, Instant now, Instant dueAt) {
            return inReview(told, tier, now, dueAt);
        }

        /** @param told with what the user has given */
        Pending given(Standing told, Instant now) {
            return new Pending(told.changed(now), requested, asked);
        }

        Expired expire(Instant now) {
            return expired(standing, now);
        }

        @Override
        public KycState state() {
            return KycState.PENDING;
        }
    }

    /** In the queue, and nobody has it. */
    record InReview(Standing standing, Request request) implements Live {

        public InReview {
            requireAbove(request.tier(), standing);
        }

        ManualReview claim(String reviewerId, Instant now) {
            return new ManualReview(standing.changed(now), request, reviewerId);
        }

        InReview seen(Requirement requirement, Instant now) {
            return new InReview(standing.met(requirement).changed(now), request);
        }

        InReview lose(Requirement requirement, Instant now) {
            return new InReview(standing.without(requirement, now).changed(now), request);
        }

        /** By the rules, without a reviewer. @param validUntil null for good */
        Approved approve(Instant now, @Nullable Instant validUntil) {
            return new Approved(standing.granted(request.tier(), now).validUntil(validUntil));
        }

        @Override
        public KycState state() {
            return KycState.IN_REVIEW;
        }
    }

    /** A reviewer has it. */
    record ManualReview(Standing standing, Request request, String reviewerId) implements Live {

        public ManualReview {
            requireAbove(request.tier(), standing);
            if (reviewerId.equals(request.approvedBy()) || reviewerId.equals(standing.userId())) {
                throw new IllegalArgumentException("Reviewer " + reviewerId + " has approved it, or asked for it");
            }
        }

        InReview release(Instant now) {
            return new InReview(standing.changed(now), request);
        }

        ManualReview reassign(String other, Instant now) {
            return new ManualReview(standing.changed(now), request, other);
        }

        ManualReview seen(Requirement requirement, Instant now) {
            return new ManualReview(standing.met(requirement).changed(now), request, reviewerId);
        }

        ManualReview lose(Requirement requirement, Instant now) {
            return new ManualReview(standing.without(requirement, now).changed(now), request, reviewerId);
        }

        /** The first of two approvals: back into the queue, for somebody else. */
        InReview approveFirst(Instant now) {
            return new InReview(standing.changed(now), request.approvedFirst(reviewerId));
        }

        /** @param validUntil null for good */
        Approved approve(Instant now, @Nullable Instant validUntil) {
            return new Approved(standing.granted(request.tier(), now).validUntil(validUntil));
        }

        Rejected reject(String reason, Instant now) {
            return new Rejected(standing.changed(now), reason);
        }

        Pending askMore(String asked, Instant now) {
            return new Pending(standing.changed(now), request.tier(), asked);
        }

        @Override
        public KycState state() {
            return KycState.MANUAL_REVIEW;
        }
    }

    /** The last request was granted. */
    record Approved(Standing standing) implements Decided {

        /** What was not asked for when it was granted. @param told with what the user has given */
        Approved given(Standing told, Instant now) {
            return new Approved(told.changed(now));
        }

        Expired expire(Instant now) {
            return expired(standing, now);
        }

        @Override
        public KycState state() {
            return KycState.APPROVED;
        }
    }

    /** The last request was denied; the tier is what it was. */
    record Rejected(Standing standing, String reason) implements Decided {

        Rejected given(Standing told, Instant now) {
            return new Rejected(told.changed(now), reason);
        }

        Expired expire(Instant now) {
            return expired(standing, now);
        }

        @Override
        public KycState state() {
            return KycState.REJECTED;
        }
    }

    /** What was granted has run out. */
    record Expired(Standing standing) implements Decided {

        Expired given(Standing told, Instant now) {
            return new Expired(told.changed(now));
        }

        @Override
        public KycState state() {
            return KycState.EXPIRED;
        }
    }

    /** Under suspicion: no tier is in force. What was in review has to be asked for anew. */
    record Suspended(Standing standing, String reason) implements KycProfile {

        Suspended lose(Requirement requirement, Instant now) {
            return new Suspended(standing.without(requirement, now).changed(now), reason);
        }

        /** The tier that was granted is in force again. */
        KycProfile restore(Instant now) {
            return standing.tier() == KycTier.NONE
                    ? new Pending(standing.changed(now), null, null)
                    : new Approved(standing.granted(standing.tier(), now));
        }

        @Override
        public KycState state() {
            return KycState.SUSPENDED;
        }
    }

    /** Of somebody who has left: no tier is in force, and there is no way back. */
    record Closed(Standing standing) implements KycProfile {

        @Override
        public KycState state() {
            return KycState.CLOSED;
        }
    }

    /** The profile of somebody of whom nothing is known yet. */
    static Pending unknown(String tenantId, String userId, Instant now) {
        return new Pending(Standing.unknown(tenantId, userId, now), null, null);
    }

    /** Whatever it was. */
    static Closed closed(KycProfile profile, Instant now) {
        return new Closed(outOfForce(profile.standing().forgotten(), now));
    }

    /** What is left of a tier when everything that ages is gone. */
    static KycTier lasting(KycTier tier) {
        return tier.isAbove(KycTier.BASIC) ? KycTier.BASIC : tier;
    }

    private static KycTier requireAbove(KycTier requested, Standing standing) {
        if (!requested.isAbove(standing.tier())) {
            throw new IllegalArgumentException("Tier " + requested + " is not above " + standing.tier());
        }
        return requested;
    }

    private static InReview inReview(Standing standing, KycTier tier, Instant now, Instant dueAt) {
        return new InReview(standing.changed(now), new Request(tier, now, dueAt, null));
    }

    /** What was seen has aged: only what does not age still counts. */
    private static Expired expired(Standing standing, Instant now) {
        return new Expired(standing.withoutEvidence().granted(lasting(standing.tier()), now));
    }

    /** The tier in force changes only where there was one. */
    private static Standing outOfForce(Standing standing, Instant now) {
        return standing.tier() == KycTier.NONE ? standing.changed(now) : standing.granted(standing.tier(), now);
    }

    default String tenantId() {
        return standing().tenantId();
    }

    default String userId() {
        return standing().userId();
    }

    /** The tier in force. */
    default KycTier tier() {
        return this instanceof Live ? standing().tier() : KycTier.NONE;
    }

    default @Nullable KycTier requestedTier() {
        return switch (this) {
            case Pending pending -> pending.requested();
            case InReview review -> review.request().tier();
            case ManualReview review -> review.request().tier();
            case Decided decided -> null;
            case Suspended suspended -> null;
            case Closed closed -> null;
        };
    }
}
