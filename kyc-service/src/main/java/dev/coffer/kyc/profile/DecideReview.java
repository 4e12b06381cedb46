package dev.coffer.kyc.profile;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;

/** Grants or refuses the tier that somebody has asked for, and tells of a tier that changes. */
final class DecideReview {

    private final KycProfiles profiles;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    DecideReview(KycProfiles profiles, Outbox outbox, Transactions transactions, Clock clock) {
        this.profiles = profiles;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Result {

        record Decided(KycProfile profile) implements Result {}

        record Refused(KycRefusal code) implements Result {}
    }

    /** @param caller staff, and not the user */
    Result decide(Caller caller, String userId, boolean approved) {
        return caller.userId().equals(userId)
                ? new Result.Refused(KycRefusal.KYC_NOT_BY_APPLICANT)
                : transactions.inTransaction(unit -> decide(unit, caller.tenantId(), userId, approved));
    }

    private Result decide(UnitOfWork unit, String tenantId, String userId, boolean approved) {
        if (!(profiles.find(unit, tenantId, userId) instanceof KycProfile.InReview review)) {
            return new Result.Refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
        }
        KycProfile.Settled settled = approved ? review.approve(clock.instant()) : review.reject(clock.instant());
        profiles.save(unit, settled);
        if (approved) {
            TierChanged told = new TierChanged(userId, settled.tier(), settled.tierVersion());
            outbox.add(unit, EventDraft.of(told, userId, tenantId).onBehalfOf(userId));
        }
        return new Result.Decided(settled);
    }
}
