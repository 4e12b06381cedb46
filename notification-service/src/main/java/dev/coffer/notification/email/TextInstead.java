package dev.coffer.notification.email;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.delivery.DeliveryState;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.queue.Ending;
import dev.coffer.notification.queue.Task;
import dev.coffer.notification.queue.TaskWork;
import dev.coffer.notification.queue.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A code that WhatsApp does not take goes as a text message, once: at once where it says so when it is asked, else as soon as Twilio has told
 * that it was not delivered. The text message is a delivery of its own. Where nobody knows whether WhatsApp has it, there is none.
 */
final class TextInstead implements TaskWork {

    static final String KIND = "text-instead";
    static final Duration LOOK = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final WhatsAppCodes codes;
    private final TwilioCallbacks callbacks;
    private final QueueLetter queue;
    private final Tasks tasks;
    private final Deliveries deliveries;
    private final Clock clock;

    TextInstead(
            WhatsAppCodes codes,
            TwilioCallbacks callbacks,
            QueueLetter queue,
            Tasks tasks,
            Deliveries deliveries,
            Clock clock) {
        this.codes = codes;
        this.callbacks = callbacks;
        this.queue = queue;
        this.tasks = tasks;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    boolean isFor(Letter letter) {
        return codes.isTextInstead(letter);
    }

    /** It surely is not in WhatsApp. Does nothing for any other letter. */
    void send(UnitOfWork unit, String tenantId, Letter letter) {
        if (isFor(letter)) {
            queue.queue(unit, tenantId, letter.asTextMessage(), NotificationPriority.URGENT);
        }
    }

    /**
     * WhatsApp has taken it, and may say later that it does not deliver it. Does nothing for any other letter, or where nobody can say so. What
     * looks does so in another lane than codes: they never wait for it.
     */
    void watch(UnitOfWork unit, String tenantId, Letter letter) {
        if (isFor(letter) && callbacks.address(tenantId, letter.deliveryId()) != null) {
            tasks.add(
                    unit,
                    Task.of(
                            KIND + "." + letter.deliveryId(),
                            tenantId,
                            KIND,
                            NotificationPriority.HIGH,
                            letter.userId(),
                            now().plus(LOOK),
                            JsonMapper.shared().writeValueAsString(letter)));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Ending work(Task task) {
        Letter letter = JsonMapper.shared().readValue(task.data(), Letter.class);
        Delivery delivery = deliveries.find(task.tenantId(), letter.deliveryId());
        boolean isOver = letter.expiresAt() == null || !clock.instant().isBefore(letter.expiresAt());
        if (delivery == null || isOver || delivery.state() == DeliveryState.DELIVERED) {
            return new Ending.Done(_ -> {});
        }
        boolean isRefused = delivery.state() == DeliveryState.BOUNCED || delivery.state() == DeliveryState.FAILED;
        return isRefused
                ? new Ending.Done(unit -> send(unit, task.tenantId(), letter))
                : new Ending.Later(now().plus(LOOK), _ -> {});
    }

    /** The code has expired long before. */
    @Override
    public void giveUp(UnitOfWork unit, Task task) {}

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
