package dev.coffer.notification.webhook;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Queues each event for every endpoint of its tenant that hears of it, in the transaction that handles the event. */
final class QueueDeliveries {

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final WorkBell bell;
    private final Clock clock;

    QueueDeliveries(Webhooks webhooks, WebhookDeliveries deliveries, WorkBell bell, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.bell = bell;
        this.clock = clock;
    }

    /** What is read of every event here; what endpoints are told is taken from its data. */
    record OfUser(@Nullable String userId) {}

    /** @param source the service whose events these are */
    Consumer from(String source) {
        Consumer consumer = Consumer.named("notification-webhooks-of-" + source).from(source);
        for (OfferedEvent event : OfferedEvents.all()) {
            if (event.source().equals(source)) {
                consumer = consumer.on(event.type(), OfUser.class, this::queue);
            }
        }
        return consumer;
    }

    private void queue(Received<OfUser> event, UnitOfWork unit) {
        queue(event.envelope(), unit);
    }

    /** The same event again queues nothing that is there. */
    void queue(EventEnvelope event, UnitOfWork unit) {
        List<Webhook> hearing = webhooks.all(unit, event.tenantId()).stream()
                .filter(webhook -> webhook.hears(event.eventType()))
                .toList();
        if (hearing.isEmpty()) {
            return;
        }
        OfferedEvent offered = Objects.requireNonNull(OfferedEvents.find(event.eventType()), event.eventType());
        String body = WebhookBody.of(event, offered);
        deliveries.add(
                unit,
                event.tenantId(),
                hearing.stream()
                        .map(webhook -> WebhookDelivery.fresh(
                                webhook,
                                event.eventId(),
                                event.eventType(),
                                body,
                                clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                        .toList());
        unit.whenOver(bell::ring);
    }
}
