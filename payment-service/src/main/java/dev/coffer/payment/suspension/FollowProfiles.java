package dev.coffer.payment.suspension;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;

/** Keeps how users' verifications stand as kyc-service tells it, in the consumer's own transaction. */
final class FollowProfiles {

    private final Suspensions suspensions;

    FollowProfiles(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    Consumer consumer() {
        return Consumer.named("payment-suspensions")
                .from("kyc")
                .on(ProfileChanged.TYPE, ProfileChanged.class, this::follow);
    }

    /** @throws IllegalArgumentException for a state that is not known here: a dead letter */
    private void follow(Received<ProfileChanged> event, UnitOfWork unit) {
        ProfileChanged told = event.data();
        suspensions.tell(
                unit,
                event.envelope().tenantId(),
                told.userId(),
                OwnerStanding.of(told.state()),
                told.version(),
                event.envelope().timestamp());
    }
}
