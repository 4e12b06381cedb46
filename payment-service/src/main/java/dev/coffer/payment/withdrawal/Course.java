package dev.coffer.payment.withdrawal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a withdrawal since its money was set aside.
 *
 * @param holdId what sets the money aside
 * @param approval who let it go; null where nobody had to, or has yet
 * @param since the provider was not asked before; null where it was not to be asked yet
 * @param reference the provider's own id of the payout; null as long as none is known
 * @param byHand who settled it, where an operator did
 */
record Course(
        String holdId,
        @Nullable Decision approval,
        @Nullable Instant since,
        @Nullable String reference,
        @Nullable Decision byHand) {

    /** Somebody's decision. @param reason null where none is asked for */
    record Decision(String by, Instant at, @Nullable String reason) {}

    static Course of(String holdId) {
        return new Course(holdId, null, null, null, null);
    }

    Course approved(Decision decision) {
        return new Course(holdId, decision, since, reference, byHand);
    }

    /** From now on the provider may be asked. */
    Course begun(Instant now) {
        return new Course(holdId, approval, now, reference, byHand);
    }

    /** @param known null where nothing was learned */
    Course referredTo(@Nullable String known) {
        return known == null ? this : new Course(holdId, approval, since, known, byHand);
    }

    Course settledBy(Decision decision) {
        return new Course(holdId, approval, since, reference, decision);
    }
}
