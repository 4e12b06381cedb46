package dev.coffer.auth.registration;

import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserStatus;
import dev.coffer.auth.user.Users;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaRun;
import dev.coffer.core.saga.Step;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;

/**
 * The registration saga. The user and the password are saved with its start. Where the tenant wants it, it waits for the code that
 * was sent to the contact; {@code user.registered} is told then, and at once elsewhere. It waits for the other services and makes
 * the user active. Where one refuses, or something takes too long, the user is gone and the contact is free again.
 */
final class RegistrationSteps {

    static final String SAGA = "registration";

    private final Users users;
    private final Credentials credentials;
    private final UnconfirmedRegistrations unconfirmed;
    private final Outbox outbox;

    RegistrationSteps(Users users, Credentials credentials, UnconfirmedRegistrations unconfirmed, Outbox outbox) {
        this.users = users;
        this.credentials = credentials;
        this.unconfirmed = unconfirmed;
        this.outbox = outbox;
    }

    /**
     * @param confirmWithin how long who registers may take to type the code
     * @param within how long the other services may take
     */
    Saga<Registration> saga(Duration confirmWithin, Duration within) {
        return Saga.named(SAGA, 2, Registration.class)
                .step(Step.await("confirmation", Registration::needsNoConfirmation)
                        .within(confirmWithin)
                        .compensate(this::remove))
                .step(Step.await("accounts", Registration::hasAllOpened)
                        .within(within)
                        .compensate(this::remove))
                .step(Step.local("activate", this::activate));
    }

    private StepResult<Registration> activate(SagaRun<Registration> run, UnitOfWork unit) {
        User user = users.find(unit, run.tenantId(), run.data().userId());
        if (user == null) {
            return StepResult.refused("the user is gone");
        }
        if (user.status() == UserStatus.PENDING) {
            if (!users.replace(unit, user.with(UserStatus.ACTIVE))) {
                throw new IllegalStateException(user + " changed within the transaction that read it");
            }
            outbox.add(unit, draft(new UserActivated(user.id()), run));
        }
        return StepResult.done(run.data());
    }

    /**
     * What the other services opened they take back themselves, when they hear of it; they do where they were told of the user.
     * Undoes either wait: where both are undone, the second finds nothing.
     */
    private void remove(SagaRun<Registration> run, UnitOfWork unit) {
        String userId = run.data().userId();
        boolean wasTold = run.data().needsNoConfirmation() && users.find(unit, run.tenantId(), userId) != null;
        unconfirmed.take(unit, run.tenantId(), userId);
        users.delete(unit, run.tenantId(), userId);
        credentials.delete(unit, run.tenantId(), userId);
        if (wasTold) {
            outbox.add(unit, draft(new RegistrationUndone(userId), run));
        }
    }

    private static EventDraft draft(Object event, SagaRun<Registration> run) {
        return EventDraft.of(event, run.data().userId(), run.tenantId())
                .onBehalfOf(run.userId())
                .correlatedBy(run.id());
    }
}
