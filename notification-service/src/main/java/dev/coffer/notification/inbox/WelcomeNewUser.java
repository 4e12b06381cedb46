package dev.coffer.notification.inbox;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;

/** Puts a first message into the inbox of everybody who registers. */
final class WelcomeNewUser {

    private final Inbox inbox;

    WelcomeNewUser(Inbox inbox) {
        this.inbox = inbox;
    }

    /** What this service reads of {@code user.registered}. */
    record UserRegistered(String userId, String displayName) {

        @Override
        public String toString() {
            return "UserRegistered[" + userId + "]";
        }
    }

    Consumer consumer() {
        return Consumer.named("notification-welcome")
                .from("auth")
                .on("user.registered", UserRegistered.class, this::welcome);
    }

    /** The message takes the event's id, so that it is there once however often the event comes. */
    void welcome(Received<UserRegistered> event, UnitOfWork unit) {
        inbox.add(
                unit,
                new Notification(
                        event.envelope().eventId(),
                        event.envelope().tenantId(),
                        event.data().userId(),
                        "account.welcome",
                        "Welcome",
                        "Hello " + event.data().displayName() + ", your account is ready.",
                        event.envelope().timestamp(),
                        null));
    }
}
