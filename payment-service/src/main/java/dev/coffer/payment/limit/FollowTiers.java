package dev.coffer.payment.limit;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.TellTier;
import dev.coffer.payment.usage.Tier;

/**
 * Keeps what limits know of users' tiers as kyc-service tells it. The ledger writes in a transaction of its own, before the
 * consumer's: whoever crashes in between tells the same again, which changes nothing.
 */
final class FollowTiers {

    private final Bookings bookings;

    FollowTiers(Bookings bookings) {
        this.bookings = bookings;
    }

    Consumer consumer() {
        return Consumer.named("payment-tiers").from("kyc").on(TierChanged.TYPE, TierChanged.class, this::follow);
    }

    /** @throws IllegalArgumentException for a tier that is not known here, or that nobody is raised to: a dead letter */
    private void follow(Received<TierChanged> event, UnitOfWork unit) {
        TierChanged told = event.data();
        Tier tier = Tier.valueOf(told.tier());
        if (tier == Tier.UNLIMITED) {
            throw new IllegalArgumentException("Nobody is raised to tier " + tier);
        }
        bookings.change(new TellTier(event.envelope().tenantId(), told.userId(), tier, told.version()));
    }
}
