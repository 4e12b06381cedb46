package dev.coffer.notification.email;

import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import dev.coffer.notification.template.RenderTemplate.Rendered;
import dev.coffer.notification.workflow.Outgoing;
import dev.coffer.notification.workflow.WayOut;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Makes letters of messages. Whoever has no e-mail address gets none. News that are a day old are not sent any more: a service that was
 * away for long does not write to everybody about last week.
 */
final class MailWayOut implements WayOut {

    private static final Duration NEWS = Duration.ofDays(1);

    private final Recipients recipients;
    private final LetterContents contents;
    private final Deliveries deliveries;
    private final Sagas sagas;
    private final Saga<Letter> saga;
    private final Clock clock;

    MailWayOut(
            Recipients recipients,
            LetterContents contents,
            Deliveries deliveries,
            Sagas sagas,
            Saga<Letter> saga,
            Clock clock) {
        this.recipients = recipients;
        this.contents = contents;
        this.deliveries = deliveries;
        this.sagas = sagas;
        this.saga = saga;
        this.clock = clock;
    }

    @Override
    public NotificationChannel channel() {
        return NotificationChannel.EMAIL;
    }

    @Override
    public void take(UnitOfWork unit, Outgoing message) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Recipient recipient = recipients.find(unit, message.tenantId(), message.userId());
        boolean isNews = message.at().isAfter(now.minus(NEWS));
        if (recipient == null || recipient.sealedEmail() == null || !isNews) {
            return;
        }
        Letter letter = letter(message, recipient);
        if (deliveries.add(unit, message.tenantId(), letter, now)) {
            sagas.start(
                    unit, saga, new Sagas.Subject(message.tenantId(), message.userId(), letter.deliveryId()), letter);
        }
    }

    private Letter letter(Outgoing message, Recipient recipient) {
        Rendered rendered = message.rendered();
        String content = contents.seal(
                message.tenantId(),
                message.id(),
                new LetterContents.Content(rendered.subject(), rendered.text(), rendered.html()));
        return new Letter(
                message.id(),
                message.userId(),
                message.template(),
                Channel.EMAIL,
                message.locale(),
                message.at().plus(NEWS),
                recipient.boundTo(),
                recipient.sealedEmail(),
                content);
    }
}
