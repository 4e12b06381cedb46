package dev.coffer.notification.inbox;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;

/**
 * Puts a first message into the inbox of everybody who registers and says so; takes it back when the registration is undone.
 */
final class WelcomeNewUser {

    private static final String TEMPLATE = "account.welcome";

    private final Inbox inbox;
    private final Outbox outbox;
    private final Endings undone;

    WelcomeNewUser(Inbox inbox, Outbox outbox, Endings undone) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.undone = undone;
    }

    /** What this service reads of {@code user.registered}. */
    record UserRegistered(String userId, String displayName) {

        @Override
        public String toString() {
            return "UserRegistered[" + userId + "]";
        }
    }

    /** What this service reads of {@code registration.undone}. */
    record RegistrationUndone(String userId) {}

    Consumer consumer() {
        return Consumer.named("notification-welcome")
                .from("auth")
                .on("user.registered", UserRegistered.class, this::welcome)
                .on("registration.undone", RegistrationUndone.class, this::takeBack);
    }

    /**
     * The message takes the event's id, so that it is there once however often the event comes. Does nothing for a registration
     * that is undone already.
     */
    void welcome(Received<UserRegistered> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        String userId = event.data().userId();
        if (!undone.isOver(unit, tenantId, userId)) {
            inbox.add(unit, message(event));
            outbox.add(
                    unit,
                    EventDraft.of(new AccountOpened(userId), userId, tenantId)
                            .onBehalfOf(userId)
                            .causedBy(event.envelope()));
        }
    }

    private static Notification message(Received<UserRegistered> event) {
        return new Notification(
                event.envelope().eventId(),
                event.envelope().tenantId(),
                event.data().userId(),
                TEMPLATE,
                "Welcome",
                "Hello " + event.data().displayName() + ", your account is ready.",
                event.envelope().timestamp(),
                null);
    }

    void takeBack(Received<RegistrationUndone> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        undone.end(unit, tenantId, event.data().userId(), event.envelope().timestamp());
        inbox.deleteAll(unit, tenantId, event.data().userId(), TEMPLATE);
    }
}
