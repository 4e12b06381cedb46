package dev.coffer.notification.email;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.delivery.NewDelivery;
import dev.coffer.notification.delivery.RecordDelivery;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.queue.Task;
import dev.coffer.notification.queue.Tasks;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;

/** Puts letters on their way: one however often it is asked for. */
final class QueueLetter {

    private final RecordDelivery record;
    private final Tasks tasks;
    private final Clock clock;

    QueueLetter(RecordDelivery record, Tasks tasks, Clock clock) {
        this.record = record;
        this.tasks = tasks;
        this.clock = clock;
    }

    void queue(UnitOfWork unit, String tenantId, Letter letter, NotificationPriority priority) {
        NewDelivery delivery = new NewDelivery(
                letter.deliveryId(), letter.userId(), letter.kind(), letter.category(), letter.channel(), priority);
        if (record.queued(unit, tenantId, delivery)) {
            tasks.add(
                    unit,
                    Task.of(
                            "letter." + letter.deliveryId(),
                            tenantId,
                            SendLetter.KIND,
                            priority,
                            letter.userId(),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS),
                            JsonMapper.shared().writeValueAsString(letter)));
        }
    }
}
