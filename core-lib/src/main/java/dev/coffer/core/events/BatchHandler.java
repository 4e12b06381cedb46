package dev.coffer.core.events;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** What a consumer does with a run of events of one type, or of the types that it was declared for, in order; cheaper than one at a time where one bulk write does it. */
@FunctionalInterface
public interface BatchHandler<T> {

    /** As {@link EventHandler#handle}; after a failure the events come again one by one. @param events at least one */
    void apply(List<Received<T>> events, UnitOfWork unit);
}
