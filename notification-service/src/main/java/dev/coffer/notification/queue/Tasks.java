package dev.coffer.notification.queue;

import dev.coffer.core.store.UnitOfWork;

/** Where work is left to be done. */
public interface Tasks {

    /** Has it done if and only if the transaction commits; does nothing while there is one of its id. */
    void add(UnitOfWork unit, Task task);
}
