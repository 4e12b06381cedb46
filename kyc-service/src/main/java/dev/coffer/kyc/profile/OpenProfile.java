package dev.coffer.kyc.profile;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.risk.RiskScores;
import dev.coffer.kyc.screening.ScreenPersons;

/** Opens a profile for everybody who registers and says so; takes it back when the registration is undone. */
final class OpenProfile {

    private final KycProfiles profiles;
    private final Persons persons;
    private final ScreenPersons screening;
    private final ProfileHistory history;
    private final RiskScores risks;
    private final Outbox outbox;
    private final Endings undone;

    OpenProfile(
            KycProfiles profiles,
            Persons persons,
            ScreenPersons screening,
            ProfileHistory history,
            RiskScores risks,
            Outbox outbox,
            Endings undone) {
        this.profiles = profiles;
        this.persons = persons;
        this.screening = screening;
        this.history = history;
        this.risks = risks;
        this.outbox = outbox;
        this.undone = undone;
    }

    /** What this service reads of {@code user.registered}. */
    record UserRegistered(String userId) {}

    /** What this service reads of {@code registration.undone}. */
    record RegistrationUndone(String userId) {}

    Consumer consumer() {
        return Consumer.named("kyc-profiles")
                .from("auth")
                .on("user.registered", UserRegistered.class, this::open)
                .on("registration.undone", RegistrationUndone.class, this::takeBack);
    }

    /** Does nothing for a registration that is undone already, however late its event comes. */
    void open(Received<UserRegistered> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        String userId = event.data().userId();
        if (!undone.isOver(unit, tenantId, userId)) {
            profiles.open(
                    unit, KycProfile.unknown(tenantId, userId, event.envelope().timestamp()));
            outbox.add(
                    unit,
                    EventDraft.of(new AccountOpened(userId), userId, tenantId)
                            .onBehalfOf(userId)
                            .causedBy(event.envelope()));
        }
    }

    void takeBack(Received<RegistrationUndone> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        String userId = event.data().userId();
        undone.end(unit, tenantId, userId, event.envelope().timestamp());
        profiles.delete(unit, tenantId, userId);
        persons.delete(unit, tenantId, userId);
        history.delete(unit, tenantId, userId);
        screening.forget(unit, tenantId, userId);
        risks.assign(unit, tenantId, userId, null);
    }
}
