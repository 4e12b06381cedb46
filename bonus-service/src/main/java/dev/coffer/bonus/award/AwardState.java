package dev.coffer.bonus.award;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where an award stands. Each transition exists only on the states that allow it. */
public sealed interface AwardState {

    /** As clients and the store see it. */
    Status status();

    /** The names of the states. */
    enum Status {
        /** Waits for an operator's approval, or for the money. */
        PENDING,
        /** The money is in the wallet, and nothing of it was wagered yet. */
        ACTIVE,
        /** Something was wagered. */
        IN_PROGRESS,
        /** All was wagered; the money is about to become the player's. */
        REQUIREMENTS_MET,
        /** It ends; its money is out of use until that is done. */
        LOCKED,
        /** What was left of it became the player's. */
        CONVERTED,
        /** It was the player's at once. */
        CLAIMED,
        EXPIRED,
        FORFEITED,
        CANCELLED;

        /** Those in which nothing becomes of an award any more. */
        static final Set<Status> OVER =
                Collections.unmodifiableSet(EnumSet.of(CONVERTED, CLAIMED, EXPIRED, FORFEITED, CANCELLED));
    }

    /**
     * @param needsApproval whether a second operator has to approve it first
     * @param recall why it is taken back as soon as its money is there; null where it is not
     */
    record Pending(boolean needsApproval, @Nullable String recall) implements AwardState {

        public Pending(boolean needsApproval) {
            this(needsApproval, null);
        }

        @Override
        public Status status() {
            return Status.PENDING;
        }

        public Pending approved() {
            return new Pending(false, recall);
        }

        public Pending recalled(String reason) {
            return new Pending(needsApproval, recall == null ? reason : recall);
        }

        /** @param until when it expires */
        public Active activated(Instant until) {
            return new Active(until);
        }

        /** Its money is there, for the player or to be taken back. @param until when it expires */
        public AwardState arrived(Instant until) {
            return recall == null ? activated(until) : new Locked(Ending.CANCELLED, recall);
        }

        public Over claimed(Instant at) {
            return new Over(Status.CLAIMED, at, null);
        }

        public Over cancelled(Instant at, String reason) {
            return new Over(Status.CANCELLED, at, reason);
        }
    }

    /** The player can wager it. */
    sealed interface Open extends AwardState {

        /** When it expires. */
        Instant until();

        /** The same with more time, or less. */
        Open extended(Instant until);

        default RequirementsMet met() {
            return new RequirementsMet();
        }

        /** @param reason in words; null where the ending says all */
        default Locked ended(Ending ending, @Nullable String reason) {
            return new Locked(ending, reason);
        }
    }

    /** Nothing was wagered yet. */
    record Active(Instant until) implements Open {

        @Override
        public Status status() {
            return Status.ACTIVE;
        }

        @Override
        public Active extended(Instant later) {
            return new Active(later);
        }

        public InProgress wagered() {
            return new InProgress(until);
        }
    }

    /** Something was wagered. */
    record InProgress(Instant until) implements Open {

        @Override
        public Status status() {
            return Status.IN_PROGRESS;
        }

        @Override
        public InProgress extended(Instant later) {
            return new InProgress(later);
        }
    }

    /** All was wagered. */
    record RequirementsMet() implements AwardState {

        @Override
        public Status status() {
            return Status.REQUIREMENTS_MET;
        }

        public Over converted(Instant at) {
            return new Over(Status.CONVERTED, at, null);
        }
    }

    /** It ends without becoming the player's. */
    record Locked(Ending ending, @Nullable String reason) implements AwardState {

        @Override
        public Status status() {
            return Status.LOCKED;
        }

        public Over over(Instant at) {
            Status ended = switch (ending) {
                case EXPIRED -> Status.EXPIRED;
                case FORFEITED -> Status.FORFEITED;
                case CANCELLED -> Status.CANCELLED;
            };
            return new Over(ended, at, reason);
        }
    }

    /** The end, from which nothing leads on. Made by the states before it. */
    record Over(Status status, Instant at, @Nullable String reason) implements AwardState {

        public Over {
            switch (status) {
                case CONVERTED, CLAIMED, EXPIRED, FORFEITED, CANCELLED -> {}
                case PENDING, ACTIVE, IN_PROGRESS, REQUIREMENTS_MET, LOCKED ->
                    throw new IllegalArgumentException("An award does not end as " + status);
            }
        }
    }
}
