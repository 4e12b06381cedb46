package dev.coffer.notification.workflow;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.queue.Task;
import dev.coffer.notification.queue.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Has a step taken later: once, however often its event comes. */
final class PostponeStep {

    private final Tasks tasks;
    private final Digests digests;
    private final PostponedSteps sealed;
    private final Clock clock;

    PostponeStep(Tasks tasks, Digests digests, PostponedSteps sealed, Clock clock) {
        this.tasks = tasks;
        this.digests = digests;
        this.sealed = sealed;
        this.clock = clock;
    }

    /**
     * @param eventId of the event that it follows from
     * @param place the step's own among all of the tenant: "wallet.bet.settled.mail"
     * @param awaited null but for {@link StepTiming.Kind#UNLESS_REACHED}
     */
    void postpone(
            UnitOfWork unit,
            String eventId,
            String place,
            StepTiming timing,
            StepMessage message,
            PostponedStep.@Nullable Awaited awaited) {
        if (timing.kind() == StepTiming.Kind.DIGEST) {
            digest(unit, eventId, place + '|' + message.userId(), timing, message);
        } else {
            add(unit, "step." + message.id() + "." + place, timing, message, new PostponedStep(message, null, awaited));
        }
    }

    private void digest(UnitOfWork unit, String eventId, String place, StepTiming timing, StepMessage message) {
        String boundTo = message.tenantId() + '|' + place;
        String last = sealed.seal(boundTo, new PostponedStep(message, null, null));
        String opened = digests.count(unit, message.tenantId(), message.userId(), place, eventId, last, now());
        if (opened != null) {
            add(unit, "digest." + opened, timing, message, new PostponedStep(message, opened, null));
        }
    }

    private void add(UnitOfWork unit, String taskId, StepTiming timing, StepMessage message, PostponedStep step) {
        tasks.add(
                unit,
                Task.of(
                        taskId,
                        message.tenantId(),
                        RunPostponed.KIND,
                        message.priority(),
                        message.userId(),
                        now().plus(timing.time()),
                        sealed.seal(message.tenantId() + '|' + taskId, step)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
