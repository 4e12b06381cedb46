package dev.coffer.notification.queue;

import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;

/** What tasks of one kind are. */
public interface TaskWork {

    /** Never changed: tasks are kept under it. */
    String kind();

    /** How long a task may be tried from when it was due; then it is given up. */
    Duration patience();

    /**
     * One try, outside of any transaction, of at most {@link TaskLimits#tryTime}. May be made again after a crash.
     *
     * @throws Exception where it is to be tried again, with growing pauses
     */
    Ending work(Task task) throws Exception;

    /** In the transaction that drops a task whose time is over. */
    void giveUp(UnitOfWork unit, Task task);
}
