package dev.coffer.notification.inbox;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.queue.Ending;
import dev.coffer.notification.queue.Task;
import dev.coffer.notification.queue.TaskWork;
import dev.coffer.notification.queue.Tasks;
import dev.coffer.notification.recipient.ForgetsUsers;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Erases a closed user's messages once more when every transaction is over that may have begun before the closing was known: one that looked for
 * it, saw nothing, and kept a message just after all were deleted.
 */
final class ForgetAgain implements TaskWork {

    static final String KIND = "forget";

    /** MongoDB ends a transaction after one minute. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(2);

    private final Tasks tasks;
    private final Inbox inbox;
    private final List<ForgetsUsers> keepers;
    private final Clock clock;

    ForgetAgain(Tasks tasks, Inbox inbox, List<ForgetsUsers> keepers, Clock clock) {
        this.tasks = tasks;
        this.inbox = inbox;
        this.keepers = List.copyOf(keepers);
        this.clock = clock;
    }

    /** The task is nobody's: what is forgotten with a user must not take it along. */
    void ask(UnitOfWork unit, String tenantId, String userId) {
        tasks.add(
                unit,
                Task.of(
                        KIND + "." + tenantId + "." + userId,
                        tenantId,
                        KIND,
                        NotificationPriority.LOW,
                        null,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(LONGEST_TRANSACTION),
                        userId));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration patience() {
        return Duration.ofDays(30);
    }

    @Override
    public Ending work(Task task) {
        String userId = task.data();
        return new Ending.Done(unit -> {
            inbox.erase(unit, task.tenantId(), userId);
            keepers.forEach(keeper -> keeper.forget(unit, task.tenantId(), userId));
        });
    }

    @Override
    public void giveUp(UnitOfWork unit, Task task) {
        // A month without a store: what is left then is found by nobody but its reader, who is gone.
    }
}
