package dev.coffer.notification.workflow;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.queue.Ending;
import dev.coffer.notification.queue.Task;
import dev.coffer.notification.queue.TaskWork;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Takes a step whose time has come; nothing where what it waited for has happened. */
final class RunPostponed implements TaskWork {

    static final String KIND = "step";

    private final TakeStep take;
    private final Digests digests;
    private final PostponedSteps sealed;

    RunPostponed(TakeStep take, Digests digests, PostponedSteps sealed) {
        this.take = take;
        this.digests = digests;
        this.sealed = sealed;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration patience() {
        return Duration.ofDays(1);
    }

    @Override
    public Ending work(Task task) {
        PostponedStep step = sealed.open(task.tenantId() + '|' + task.id(), task.data());
        return new Ending.Done(unit -> {
            String digestId = step.digestId();
            if (digestId != null) {
                takeDigest(unit, task, digestId);
            } else if (!isNeedless(step)) {
                StepMessage message = step.message();
                take.take(unit, message.with(message.id(), message.told(), task.dueAt()));
            }
        });
    }

    private boolean isNeedless(PostponedStep step) {
        PostponedStep.Awaited awaited = step.awaited();
        StepMessage message = step.message();
        return awaited != null
                && take.hasReached(awaited.channel(), message.tenantId(), message.userId(), awaited.messageId());
    }

    private void takeDigest(UnitOfWork unit, Task task, String digestId) {
        Digests.Closed closed = digests.close(unit, task.tenantId(), digestId);
        if (closed != null) {
            StepMessage last = sealed.open(task.tenantId() + '|' + closed.place(), closed.sealedLast())
                    .message();
            take.take(unit, last.with(digestId, told(last, closed.events()), task.dueAt()));
        }
    }

    private static Map<String, String> told(StepMessage last, int events) {
        Map<String, String> told = new HashMap<>(last.told());
        told.put(StepTiming.COUNT, Integer.toString(events));
        return told;
    }

    /** What could not be told for a day is not worth telling. */
    @Override
    public void giveUp(UnitOfWork unit, Task task) {
        // The task is dropped, and with it the message; a digest that stays open is closed here.
        String digestId =
                sealed.open(task.tenantId() + '|' + task.id(), task.data()).digestId();
        if (digestId != null) {
            digests.close(unit, task.tenantId(), digestId);
        }
    }
}
