package dev.coffer.notification.inbox;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.Texts;

/** Puts a message into the inbox of everybody whose account staff look at: whoever asked for it, its owner finds out. */
final class TellOfImpersonation {

    private static final String TEMPLATE = "account.viewed";

    private final Inbox inbox;

    TellOfImpersonation(Inbox inbox) {
        this.inbox = inbox;
    }

    /** What this service reads of {@code user.impersonated}. */
    record UserImpersonated(String userId, String locale) {}

    Consumer consumer() {
        return Consumer.named("notification-impersonations")
                .from("auth")
                .on("user.impersonated", UserImpersonated.class, this::tell);
    }

    /** The message takes the event's id, so that it is there once however often the event comes. */
    void tell(Received<UserImpersonated> event, UnitOfWork unit) {
        UserImpersonated impersonated = event.data();
        Texts texts = Texts.in(impersonated.locale());
        inbox.add(
                unit,
                new Notification(
                        event.envelope().eventId(),
                        event.envelope().tenantId(),
                        impersonated.userId(),
                        TEMPLATE,
                        texts.get("account.viewed.subject"),
                        texts.get("account.viewed.body"),
                        event.envelope().timestamp(),
                        null));
    }
}
