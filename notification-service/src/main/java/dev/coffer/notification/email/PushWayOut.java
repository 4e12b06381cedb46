package dev.coffer.notification.email;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.device.Device;
import dev.coffer.notification.device.Devices;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.template.RenderTemplate.Rendered;
import dev.coffer.notification.workflow.Outgoing;
import dev.coffer.notification.workflow.WayOut;
import java.time.Clock;

/** Makes a letter to each device that the user has when there is something to tell, so that each is tried and recorded for itself. */
final class PushWayOut implements WayOut {

    private final Devices devices;
    private final LetterContents contents;
    private final QueueLetter queue;
    private final Deliveries deliveries;
    private final Clock clock;

    PushWayOut(Devices devices, LetterContents contents, QueueLetter queue, Deliveries deliveries, Clock clock) {
        this.devices = devices;
        this.contents = contents;
        this.queue = queue;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public NotificationChannel channel() {
        return NotificationChannel.PUSH;
    }

    @Override
    public boolean hasReached(String tenantId, String userId, String messageId) {
        return deliveries.hasLeft(tenantId, messageId);
    }

    @Override
    public void take(UnitOfWork unit, Outgoing message) {
        if (message.at().isAfter(clock.instant().minus(LetterWayOut.NEWS))) {
            devices.ofUser(unit, message.tenantId(), message.userId())
                    .forEach(device ->
                            queue.queue(unit, message.tenantId(), letter(message, device), message.priority()));
        }
    }

    private Letter letter(Outgoing message, Device device) {
        String id = message.id() + "." + device.id();
        Rendered rendered = message.rendered();
        return new Letter(
                id,
                message.userId(),
                message.template(),
                message.category(),
                message.isCritical(),
                channel(),
                message.locale(),
                message.at().plus(LetterWayOut.NEWS),
                "",
                "",
                device.id(),
                contents.seal(
                        message.tenantId(),
                        id,
                        new LetterContents.Content(rendered.subject(), rendered.text(), "", null)));
    }
}
