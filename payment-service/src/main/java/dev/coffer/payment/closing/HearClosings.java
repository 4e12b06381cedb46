package dev.coffer.payment.closing;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** Hears that an account is to be closed: says whether anything stands against it, and when it is due, closes what is here. */
final class HearClosings {

    private static final int LANES = 2;

    private final FindObstacles obstacles;
    private final Sagas sagas;
    private final Saga<AccountClosing> saga;
    private final Outbox outbox;

    HearClosings(FindObstacles obstacles, Sagas sagas, Saga<AccountClosing> saga, Outbox outbox) {
        this.obstacles = obstacles;
        this.sagas = sagas;
        this.saga = saga;
        this.outbox = outbox;
    }

    Consumer consumer() {
        return Consumer.named("payment-closings")
                .from("auth")
                .withLanes(LANES)
                .on(ClosingAsked.TYPE, ClosingAsked.class, this::asked)
                .on(ClosingDue.TYPE, ClosingDue.class, this::due);
    }

    private void asked(Received<ClosingAsked> event, UnitOfWork unit) {
        EventEnvelope cause = event.envelope();
        ClosingAsked asked = event.data();
        Obstacle found = obstacles.find(cause.tenantId(), asked.userId(), List.of());
        Object answer = found == null
                ? new AccountClosable(asked.userId(), asked.closingId())
                : new AccountKept(asked.userId(), asked.closingId(), found.name());
        outbox.add(
                unit,
                EventDraft.of(answer, asked.userId(), cause.tenantId())
                        .onBehalfOf(asked.userId())
                        .causedBy(cause));
    }

    /** Told twice, it is begun once. */
    private void due(Received<ClosingDue> event, UnitOfWork unit) {
        ClosingDue due = event.data();
        String tenantId = event.envelope().tenantId();
        Sagas.Told known = sagas.tell(unit, saga, tenantId, due.closingId(), StepResult::done);
        if (known == Sagas.Told.UNKNOWN) {
            Sagas.Subject subject = new Sagas.Subject(tenantId, due.userId(), due.closingId());
            sagas.start(unit, saga, subject, AccountClosing.due(due));
        }
    }
}
