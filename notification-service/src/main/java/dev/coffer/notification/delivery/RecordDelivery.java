package dev.coffer.notification.delivery;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps the records of messages and what is counted of them, both in one transaction. */
public final class RecordDelivery {

    private static final String METER = "coffer.notification.deliveries";

    private final Deliveries deliveries;
    private final DeliveryCounts counts;
    private final MeterRegistry meters;
    private final Clock clock;

    RecordDelivery(Deliveries deliveries, DeliveryCounts counts, MeterRegistry meters, Clock clock) {
        this.deliveries = deliveries;
        this.counts = counts;
        this.meters = meters;
        this.clock = clock;
    }

    /** @return false where there is a record of it already: then it was queued before */
    public boolean queued(UnitOfWork unit, String tenantId, NewDelivery fresh) {
        return deliveries.add(unit, tenantId, fresh, now());
    }

    /** A try that is about to be made. */
    public void tried(String tenantId, String id) {
        deliveries.countTry(tenantId, id);
    }

    /** @param receipt by what name its provider knows it, null where it gives none */
    public void sent(
            UnitOfWork unit, String tenantId, String id, NotificationChannel channel, @Nullable String receipt) {
        end(unit, tenantId, id, channel, DeliveryState.SENT, null, null);
        if (receipt != null) {
            deliveries.noteReceipt(unit, tenantId, id, receipt);
        }
    }

    /** @param failure why it came back, without anything personal */
    public void bounced(UnitOfWork unit, String tenantId, String id, NotificationChannel channel, String failure) {
        end(unit, tenantId, id, channel, DeliveryState.BOUNCED, null, failure);
    }

    /** What its provider said later; said again, or after another end, it changes nothing. See {@link Deliveries#settle}. */
    public void settled(
            UnitOfWork unit,
            String tenantId,
            String id,
            String receipt,
            DeliveryState state,
            @Nullable String failure) {
        Delivery before = deliveries.settle(unit, tenantId, id, receipt, state, failure, now());
        if (before == null) {
            return;
        }
        if (before.state() != DeliveryState.SENT) {
            count(unit, tenantId, id, before.channel(), DeliveryState.SENT);
        }
        count(unit, tenantId, id, before.channel(), state);
    }

    /** Its reader opened it, as its provider says. */
    public void opened(UnitOfWork unit, String tenantId, String id, NotificationChannel channel, String receipt) {
        if (deliveries.open(unit, tenantId, id, receipt)) {
            counts.addOpened(unit, tenantId, id, channel, 1, now());
        }
    }

    /** Messages in a user's inbox that were not seen before. */
    public void seen(UnitOfWork unit, String tenantId, String userId, long howMany) {
        if (howMany > 0) {
            counts.addOpened(unit, tenantId, userId, NotificationChannel.IN_APP, howMany, now());
        }
    }

    /** @param failure why nobody took it, without anything personal */
    public void failed(UnitOfWork unit, String tenantId, String id, NotificationChannel channel, String failure) {
        end(unit, tenantId, id, channel, DeliveryState.FAILED, null, failure);
    }

    public void suppressed(
            UnitOfWork unit, String tenantId, String id, NotificationChannel channel, DeliveryReason reason) {
        end(unit, tenantId, id, channel, DeliveryState.SUPPRESSED, reason, null);
    }

    /** It waits. @param until when it is looked at again */
    public void deferred(UnitOfWork unit, String tenantId, String id, DeliveryReason reason, Instant until) {
        deliveries.move(unit, tenantId, id, DeliveryState.DEFERRED, reason, null, until, now());
    }

    /** What is in an inbox has its record there: it is only counted. */
    public void shown(UnitOfWork unit, String tenantId, String id) {
        count(unit, tenantId, id, NotificationChannel.IN_APP, DeliveryState.SENT);
    }

    private void end(
            UnitOfWork unit,
            String tenantId,
            String id,
            NotificationChannel channel,
            DeliveryState state,
            @Nullable DeliveryReason reason,
            @Nullable String failure) {
        if (deliveries.move(unit, tenantId, id, state, reason, failure, null, now())) {
            count(unit, tenantId, id, channel, state);
        }
    }

    private void count(UnitOfWork unit, String tenantId, String id, NotificationChannel channel, DeliveryState state) {
        counts.add(unit, tenantId, id, channel, state, now());
        meters.counter(
                        METER,
                        "channel",
                        channel.name().toLowerCase(Locale.ROOT),
                        "outcome",
                        state.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
