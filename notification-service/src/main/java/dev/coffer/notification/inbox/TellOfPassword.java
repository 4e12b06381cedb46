package dev.coffer.notification.inbox;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.Texts;

/** Puts a message into the inbox of everybody whose password counts no more: whoever did it, its owner finds out. */
final class TellOfPassword {

    private static final String TEMPLATE = "password.changed";

    private final Inbox inbox;

    TellOfPassword(Inbox inbox) {
        this.inbox = inbox;
    }

    /** What this service reads of {@code password.changed} here. */
    record PasswordChanged(String userId, String means, String locale) {}

    Consumer consumer() {
        return Consumer.named("notification-passwords")
                .from("auth")
                .on("password.changed", PasswordChanged.class, this::tell);
    }

    /** The message takes the event's id, so that it is there once however often the event comes. */
    void tell(Received<PasswordChanged> event, UnitOfWork unit) {
        PasswordChanged changed = event.data();
        Texts texts = Texts.in(changed.locale());
        String kind = "password." + changed.means();
        inbox.add(
                unit,
                new Notification(
                        event.envelope().eventId(),
                        event.envelope().tenantId(),
                        changed.userId(),
                        TEMPLATE,
                        texts.get(kind + ".subject"),
                        texts.get(kind + ".intro") + " " + texts.get("password.advice"),
                        event.envelope().timestamp(),
                        null));
    }
}
