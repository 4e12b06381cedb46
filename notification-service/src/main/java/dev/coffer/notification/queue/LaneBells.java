package dev.coffer.notification.queue;

import dev.coffer.notification.message.NotificationPriority;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes whoever looks after a lane in this process. A ring that nobody hears costs nothing but the usual pause. */
final class LaneBells {

    private final Map<NotificationPriority, Semaphore> bells = new EnumMap<>(NotificationPriority.class);

    LaneBells() {
        for (NotificationPriority lane : NotificationPriority.values()) {
            bells.put(lane, new Semaphore(0));
        }
    }

    void ring(NotificationPriority lane) {
        bell(lane).release();
    }

    void await(NotificationPriority lane, Duration longest) throws InterruptedException {
        Semaphore bell = bell(lane);
        if (bell.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }

    private Semaphore bell(NotificationPriority lane) {
        return Objects.requireNonNull(bells.get(lane), lane.name());
    }
}
