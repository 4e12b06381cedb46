package dev.coffer.kyc.profile;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.risk.RiskScores;
import dev.coffer.kyc.screening.ScreenPersons;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Erases who a user was when the account is closed. What stays says which tier was in force when and who decided so, by ids: the profile,
 * with no tier in force, and the history without its texts. Other services are told, which may have something stopped for it.
 */
final class EraseProfile {

    private final KycProfiles profiles;
    private final Persons persons;
    private final ScreenPersons screening;
    private final ProfileHistory history;
    private final RiskScores risks;
    private final Outbox outbox;
    private final Endings undone;
    private final Ids ids;
    private final Clock clock;

    EraseProfile(
            KycProfiles profiles,
            Persons persons,
            ScreenPersons screening,
            ProfileHistory history,
            RiskScores risks,
            Outbox outbox,
            Endings undone,
            Ids ids,
            Clock clock) {
        this.profiles = profiles;
        this.persons = persons;
        this.screening = screening;
        this.history = history;
        this.risks = risks;
        this.outbox = outbox;
        this.undone = undone;
        this.ids = ids;
        this.clock = clock;
    }

    /** What this service reads of {@code user.closed}. */
    record UserClosed(String userId) {}

    Consumer consumer() {
        return Consumer.named("kyc-erasure").from("auth").on("user.closed", UserClosed.class, this::erase);
    }

    /** Noted as ended too, so that a replay of the registration brings nobody back. */
    void erase(Received<UserClosed> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        String userId = event.data().userId();
        undone.end(unit, tenantId, userId, event.envelope().timestamp());
        persons.delete(unit, tenantId, userId);
        screening.forget(unit, tenantId, userId);
        risks.assign(unit, tenantId, userId, null);
        history.forgetTexts(unit, tenantId, userId);
        KycProfile profile = profiles.find(unit, tenantId, userId);
        if (profile != null && !(profile instanceof KycProfile.Closed)) {
            close(unit, profile, event.envelope());
        }
    }

    /** From then on personal data is refused, also what was on its way. */
    private void close(UnitOfWork unit, KycProfile profile, EventEnvelope cause) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        KycProfile.Closed closed = KycProfile.closed(profile, now);
        profiles.save(unit, closed);
        outbox.add(
                unit,
                EventDraft.of(
                                new ProfileChanged(
                                        profile.userId(),
                                        closed.state(),
                                        closed.tier(),
                                        closed.standing().changes(),
                                        ProfileEntry.Act.CLOSED),
                                profile.userId(),
                                profile.tenantId())
                        .onBehalfOf(profile.userId())
                        .causedBy(cause));
        history.append(
                unit,
                profile.tenantId(),
                profile.userId(),
                new ProfileEntry(
                        ids.next(), ProfileEntry.Act.CLOSED, closed.state(), closed.tier(), null, null, null, now));
    }
}
