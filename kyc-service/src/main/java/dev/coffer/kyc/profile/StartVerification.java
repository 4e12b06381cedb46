package dev.coffer.kyc.profile;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Puts the caller's own profile in review for a higher tier. */
final class StartVerification {

    private final KycProfiles profiles;
    private final Transactions transactions;
    private final Clock clock;

    StartVerification(KycProfiles profiles, Transactions transactions, Clock clock) {
        this.profiles = profiles;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of the request. */
    sealed interface Result {

        record Started(KycProfile profile) implements Result {}

        record Refused(KycRefusal code) implements Result {}
    }

    Result start(Caller caller, KycTier requested) {
        return transactions.inTransaction(unit -> start(unit, caller, requested));
    }

    private Result start(UnitOfWork unit, Caller caller, KycTier requested) {
        @Nullable KycProfile found = profiles.find(unit, caller.tenantId(), caller.userId());
        KycProfile present =
                found == null ? KycProfile.unknown(caller.tenantId(), caller.userId(), clock.instant()) : found;
        if (!requested.isAbove(present.tier())) {
            return new Result.Refused(KycRefusal.KYC_TIER_NOT_HIGHER);
        }
        return switch (present) {
            case KycProfile.InReview review -> new Result.Refused(KycRefusal.KYC_REVIEW_UNDER_WAY);
            case KycProfile.Settled settled -> {
                KycProfile.InReview review = settled.request(requested, clock.instant());
                profiles.save(unit, review);
                yield new Result.Started(review);
            }
        };
    }
}
