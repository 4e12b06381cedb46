package dev.coffer.auth.registration;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;

/** Tells the registration saga what a participating service did. What is not of a registration under way is of no interest. */
final class HearParticipants {

    private static final int LANES = 2;

    private final Sagas sagas;
    private final Saga<Registration> saga;

    HearParticipants(Sagas sagas, Saga<Registration> saga) {
        this.sagas = sagas;
        this.saga = saga;
    }

    /** What this service reads of {@code account.opened}. */
    record AccountOpened(String userId) {}

    /** What this service reads of {@code account.refused}. @param reason without personal data */
    record AccountRefused(String userId, String reason) {}

    /** @param participant the service's short name, "payment" */
    Consumer of(String participant) {
        return Consumer.named("auth-registration-" + participant)
                .from(participant)
                .withLanes(LANES)
                .on("account.opened", AccountOpened.class, (event, unit) -> opened(participant, event, unit))
                .on("account.refused", AccountRefused.class, (event, unit) -> refused(participant, event, unit));
    }

    private void opened(String participant, Received<AccountOpened> event, UnitOfWork unit) {
        sagas.tell(
                unit,
                saga,
                event.envelope().tenantId(),
                event.data().userId(),
                registration -> StepResult.done(registration.withOpened(participant)));
    }

    private void refused(String participant, Received<AccountRefused> event, UnitOfWork unit) {
        String reason = participant + ": " + event.data().reason();
        sagas.tell(
                unit,
                saga,
                event.envelope().tenantId(),
                event.data().userId(),
                registration -> StepResult.refused(reason));
    }
}
