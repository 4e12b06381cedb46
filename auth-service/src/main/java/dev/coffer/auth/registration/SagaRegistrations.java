package dev.coffer.auth.registration;

import dev.coffer.auth.user.Registrations;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Registrations by the saga of {@link RegistrationSteps}. */
final class SagaRegistrations implements Registrations {

    private final Sagas sagas;
    private final Saga<Registration> saga;
    private final Users users;
    private final Outbox outbox;
    private final RegistrationProperties settings;

    SagaRegistrations(
            Sagas sagas, Saga<Registration> saga, Users users, Outbox outbox, RegistrationProperties settings) {
        this.sagas = sagas;
        this.saga = saga;
        this.users = users;
        this.outbox = outbox;
        this.settings = settings;
    }

    @Override
    public void begin(UnitOfWork unit, User pending, @Nullable String referralCode) {
        Sagas.Subject subject = new Sagas.Subject(pending.tenantId(), pending.id(), pending.id());
        String id = sagas.start(unit, saga, subject, Registration.of(pending.id(), settings.participants()));
        UserRegistered event = new UserRegistered(
                pending.id(), pending.tenantId(), pending.displayName(), pending.locale(), referralCode);
        outbox.add(
                unit,
                EventDraft.of(event, pending.id(), pending.tenantId())
                        .onBehalfOf(pending.id())
                        .correlatedBy(id));
    }

    @Override
    public @Nullable User settled(User pending) {
        sagas.await(saga, pending.tenantId(), pending.id(), settings.patience());
        return users.find(pending.tenantId(), pending.id());
    }
}
