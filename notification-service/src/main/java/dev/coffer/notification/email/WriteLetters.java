package dev.coffer.notification.email;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Begins a letter for each event that somebody is to be written about; one however often the event comes. */
final class WriteLetters {

    private static final String CODE = "code.";
    private static final String CODE_ISSUED = "code.issued";
    private static final String PASSWORD_CHANGED = "password.changed";
    private static final String REGISTRATION_ATTEMPTED = "registration.attempted";
    private static final String UNFAMILIAR_SIGN_IN = "signin.unfamiliar";

    private final QueueLetter queue;
    private final WhatsAppCodes codes;
    private final Endings closed;

    /** @param closed users who are there no more */
    WriteLetters(QueueLetter queue, WhatsAppCodes codes, Endings closed) {
        this.closed = closed;
        this.queue = queue;
        this.codes = codes;
    }

    /** What this service reads of {@code code.issued}. @param userId null where nobody has the contact */
    record CodeIssued(
            String codeId,
            @Nullable String userId,
            String purpose,
            NotificationChannel channel,
            String locale,
            Instant expiresAt,
            String sealed) {

        @Override
        public String toString() {
            return "CodeIssued[" + codeId + "]";
        }
    }

    /** What this service reads of {@code password.changed}. */
    record PasswordChanged(
            String noticeId, String userId, String means, NotificationChannel channel, String locale, String sealed) {

        @Override
        public String toString() {
            return "PasswordChanged[" + noticeId + "]";
        }
    }

    /** What this service reads of {@code registration.attempted}. */
    record RegistrationAttempted(
            String noticeId, String userId, NotificationChannel channel, String locale, String sealed) {

        @Override
        public String toString() {
            return "RegistrationAttempted[" + noticeId + "]";
        }
    }

    /** What this service reads of {@code signin.unfamiliar}. */
    record UnfamiliarSignIn(String noticeId, String userId, NotificationChannel channel, String locale, String sealed) {

        @Override
        public String toString() {
            return "UnfamiliarSignIn[" + noticeId + "]";
        }
    }

    Consumer consumer() {
        return Consumer.named("notification-letters")
                .from("auth")
                .on(CODE_ISSUED, CodeIssued.class, this::codeIssued)
                .on(PASSWORD_CHANGED, PasswordChanged.class, this::passwordChanged)
                .on(REGISTRATION_ATTEMPTED, RegistrationAttempted.class, this::registrationAttempted)
                .on(UNFAMILIAR_SIGN_IN, UnfamiliarSignIn.class, this::unfamiliarSignIn);
    }

    private void codeIssued(Received<CodeIssued> event, UnitOfWork unit) {
        CodeIssued code = event.data();
        if (code.userId() != null) {
            String boundTo = boundTo(event.envelope(), code.codeId());
            begin(
                    event.envelope(),
                    unit,
                    new Letter(
                            event.envelope().eventId(),
                            code.userId(),
                            CODE + code.purpose(),
                            codes.channel(CODE + code.purpose(), code.channel()),
                            code.locale(),
                            code.expiresAt(),
                            boundTo,
                            code.sealed()));
        }
    }

    private void passwordChanged(Received<PasswordChanged> event, UnitOfWork unit) {
        PasswordChanged notice = event.data();
        begin(
                event.envelope(),
                unit,
                new Letter(
                        event.envelope().eventId(),
                        notice.userId(),
                        "password." + notice.means(),
                        codes.channel("password." + notice.means(), notice.channel()),
                        notice.locale(),
                        null,
                        boundTo(event.envelope(), notice.noticeId()),
                        notice.sealed()));
    }

    private void registrationAttempted(Received<RegistrationAttempted> event, UnitOfWork unit) {
        RegistrationAttempted notice = event.data();
        begin(
                event.envelope(),
                unit,
                new Letter(
                        event.envelope().eventId(),
                        notice.userId(),
                        "registration.ATTEMPT",
                        codes.channel("registration.ATTEMPT", notice.channel()),
                        notice.locale(),
                        null,
                        boundTo(event.envelope(), notice.noticeId()),
                        notice.sealed()));
    }

    private void unfamiliarSignIn(Received<UnfamiliarSignIn> event, UnitOfWork unit) {
        UnfamiliarSignIn notice = event.data();
        begin(
                event.envelope(),
                unit,
                new Letter(
                        event.envelope().eventId(),
                        notice.userId(),
                        "signin.UNFAMILIAR",
                        codes.channel("signin.UNFAMILIAR", notice.channel()),
                        notice.locale(),
                        null,
                        boundTo(event.envelope(), notice.noticeId()),
                        notice.sealed()));
    }

    private static String boundTo(EventEnvelope envelope, String id) {
        return OpenSealed.boundTo(envelope.eventType(), envelope.tenantId(), id);
    }

    /** Before all others: somebody waits for the code, or has to hear of it. An event that comes late finds nobody. */
    private void begin(EventEnvelope cause, UnitOfWork unit, Letter letter) {
        if (!closed.isOver(unit, cause.tenantId(), letter.userId())) {
            queue.queue(unit, cause.tenantId(), letter, NotificationPriority.URGENT);
        }
    }
}
