package dev.coffer.auth.registration;

import dev.coffer.auth.code.SealForDelivery;
import dev.coffer.auth.user.PendingConfirmation;
import dev.coffer.auth.user.Registrations;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Registrations by the saga of {@link RegistrationSteps}. */
final class SagaRegistrations implements Registrations {

    private final Sagas sagas;
    private final Saga<Registration> saga;
    private final Users users;
    private final AskToConfirm askToConfirm;
    private final SealForDelivery sealing;
    private final Outbox outbox;
    private final Setting<RegistrationSettings> rules;
    private final RegistrationProperties settings;

    SagaRegistrations(
            Sagas sagas,
            Saga<Registration> saga,
            Users users,
            AskToConfirm askToConfirm,
            SealForDelivery sealing,
            Outbox outbox,
            Setting<RegistrationSettings> rules,
            RegistrationProperties settings) {
        this.sagas = sagas;
        this.saga = saga;
        this.users = users;
        this.askToConfirm = askToConfirm;
        this.sealing = sealing;
        this.outbox = outbox;
        this.rules = rules;
        this.settings = settings;
    }

    @Override
    public void begin(UnitOfWork unit, User pending, @Nullable String referralCode) {
        String id = start(unit, pending, Registration.of(pending.id(), settings.participants()));
        tell(unit, pending, referralCode, id);
    }

    @Override
    public boolean mustConfirm(String tenantId) {
        return rules.of(tenantId).confirmContact();
    }

    @Override
    public void makeRoom(UnitOfWork unit, User pending) {
        askToConfirm.makeRoom(unit, pending);
    }

    @Override
    public PendingConfirmation beginToConfirm(UnitOfWork unit, User pending, @Nullable String referralCode) {
        start(unit, pending, Registration.toConfirm(pending.id(), settings.participants()));
        return askToConfirm.ask(unit, pending, referralCode);
    }

    @Override
    public PendingConfirmation pretend(User asked) {
        return askToConfirm.pretend(asked);
    }

    /** Tells the saga and everybody else that the registration is confirmed; false where it is over. */
    boolean confirm(UnitOfWork unit, User pending, @Nullable String referralCode) {
        Sagas.Told told = sagas.tell(
                unit,
                saga,
                pending.tenantId(),
                pending.id(),
                registration -> StepResult.done(registration.confirmed()));
        if (told != Sagas.Told.NOTED) {
            return false;
        }
        tell(unit, pending, referralCode, null);
        return true;
    }

    private String start(UnitOfWork unit, User pending, Registration registration) {
        return sagas.start(unit, saga, new Sagas.Subject(pending.tenantId(), pending.id(), pending.id()), registration);
    }

    /** @param sagaId what all of it is correlated by, null where the request that confirms is */
    private void tell(UnitOfWork unit, User pending, @Nullable String referralCode, @Nullable String sagaId) {
        UserRegistered event = new UserRegistered(
                pending.id(),
                pending.tenantId(),
                pending.displayName(),
                pending.locale(),
                referralCode,
                pending.contact().channel(),
                sealing.seal(UserRegistered.TYPE, pending.tenantId(), pending.id(), pending.contact(), null));
        outbox.add(
                unit,
                EventDraft.of(event, pending.id(), pending.tenantId())
                        .onBehalfOf(pending.id())
                        .correlatedBy(sagaId));
    }

    @Override
    public @Nullable User settled(User pending) {
        sagas.await(saga, pending.tenantId(), pending.id(), settings.patience());
        return users.find(pending.tenantId(), pending.id());
    }
}
