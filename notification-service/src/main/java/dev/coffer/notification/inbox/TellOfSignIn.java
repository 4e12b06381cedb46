package dev.coffer.notification.inbox;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.Texts;
import org.jspecify.annotations.Nullable;

/** Puts a message into the inbox of everybody whose account was signed in to from where it never was. */
final class TellOfSignIn {

    private static final String TEMPLATE = "signin.unfamiliar";

    private final Inbox inbox;

    TellOfSignIn(Inbox inbox) {
        this.inbox = inbox;
    }

    /** What this service reads of {@code signin.unfamiliar} here. */
    record UnfamiliarSignIn(
            String userId,
            @Nullable String device,
            @Nullable String country,
            String locale) {}

    Consumer consumer() {
        return Consumer.named("notification-sign-ins")
                .from("auth")
                .on("signin.unfamiliar", UnfamiliarSignIn.class, this::tell);
    }

    /** The message takes the event's id, so that it is there once however often the event comes. */
    void tell(Received<UnfamiliarSignIn> event, UnitOfWork unit) {
        UnfamiliarSignIn signIn = event.data();
        Texts texts = Texts.in(signIn.locale());
        inbox.add(
                unit,
                new Notification(
                        event.envelope().eventId(),
                        event.envelope().tenantId(),
                        signIn.userId(),
                        TEMPLATE,
                        texts.get("signin.UNFAMILIAR.subject"),
                        body(texts, signIn),
                        event.envelope().timestamp(),
                        null));
    }

    private static String body(Texts texts, UnfamiliarSignIn signIn) {
        StringBuilder body = new StringBuilder(texts.get("signin.UNFAMILIAR.intro"));
        if (signIn.device() != null) {
            body.append(' ').append(texts.get("signin.device", signIn.device()));
        }
        if (signIn.country() != null) {
            body.append(' ').append(texts.get("signin.country", signIn.country()));
        }
        return body.append(' ').append(texts.get("signin.advice")).toString();
    }
}
