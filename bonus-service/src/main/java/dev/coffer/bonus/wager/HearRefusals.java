package dev.coffer.bonus.wager;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardSagas;
import dev.coffer.bonus.award.Awards;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;

/** Hears that payment-service books nothing for an award. That is in no wallet's order, as nothing happened to a wallet. */
final class HearRefusals {

    private final Awards awards;
    private final AwardSagas sagas;

    HearRefusals(Awards awards, AwardSagas sagas) {
        this.awards = awards;
        this.sagas = sagas;
    }

    Consumer consumer() {
        return Consumer.named("bonus-refusals").from("payment").on(Refused.TYPE, Refused.class, this::hear);
    }

    private void hear(Received<Refused> event, UnitOfWork unit) {
        Refused told = event.data();
        Award award = awards.find(unit, event.envelope().tenantId(), told.awardId());
        if (award != null) {
            sagas.refused(unit, award, told.round(), told.code() + ": " + told.message());
        }
    }
}
