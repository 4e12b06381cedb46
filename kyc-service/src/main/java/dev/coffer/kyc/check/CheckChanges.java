package dev.coffer.kyc.check;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;

/** The one way in which a check begins or is decided: with what is told of it. */
final class CheckChanges {

    private final Checks checks;
    private final Outbox outbox;

    CheckChanges(Checks checks, Outbox outbox) {
        this.checks = checks;
        this.outbox = outbox;
    }

    void save(UnitOfWork unit, Check check, Instant dueAt) {
        checks.save(unit, check, dueAt);
        Check.Subject subject = check.subject();
        outbox.add(
                unit,
                EventDraft.of(
                                new CheckChanged(subject.userId(), subject.id(), subject.kind(), check.state()),
                                subject.userId(),
                                subject.tenantId())
                        .onBehalfOf(subject.userId()));
    }
}
