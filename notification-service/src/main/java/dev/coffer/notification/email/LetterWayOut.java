package dev.coffer.notification.email;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import dev.coffer.notification.template.RenderTemplate.Rendered;
import dev.coffer.notification.workflow.Outgoing;
import dev.coffer.notification.workflow.WayOut;
import java.time.Clock;
import java.time.Duration;

/**
 * Makes letters of messages by one channel. Whoever cannot be reached by it gets none. News that are a day old are not sent any more: a
 * service that was away for long does not write to everybody about last week.
 */
final class LetterWayOut implements WayOut {

    static final Duration NEWS = Duration.ofDays(1);

    private final NotificationChannel channel;
    private final Recipients recipients;
    private final LetterContents contents;
    private final QueueLetter queue;
    private final Deliveries deliveries;
    private final Clock clock;

    LetterWayOut(
            NotificationChannel channel,
            Recipients recipients,
            LetterContents contents,
            QueueLetter queue,
            Deliveries deliveries,
            Clock clock) {
        this.channel = channel;
        this.recipients = recipients;
        this.contents = contents;
        this.queue = queue;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public NotificationChannel channel() {
        return channel;
    }

    @Override
    public boolean hasReached(String tenantId, String userId, String messageId) {
        Delivery found = deliveries.find(tenantId, messageId);
        return found != null && found.state().hasLeft();
    }

    @Override
    public void take(UnitOfWork unit, Outgoing message) {
        Recipient recipient = recipients.find(unit, message.tenantId(), message.userId());
        String contact = recipient == null ? null : recipient.contact(channel);
        boolean isNews = message.at().isAfter(clock.instant().minus(NEWS));
        if (recipient != null && contact != null && isNews) {
            Letter letter = letter(message, recipient.boundTo(), contact);
            queue.queue(unit, message.tenantId(), letter, message.priority());
        }
    }

    private Letter letter(Outgoing message, String boundTo, String sealed) {
        Rendered rendered = message.rendered();
        String content = contents.seal(
                message.tenantId(),
                message.id(),
                new LetterContents.Content(rendered.subject(), rendered.text(), rendered.html(), rendered.whatsApp()));
        return new Letter(
                message.id(),
                message.userId(),
                message.template(),
                message.category(),
                message.isCritical(),
                channel,
                message.locale(),
                message.at().plus(NEWS),
                boundTo,
                sealed,
                null,
                content);
    }
}
