package dev.coffer.core.events;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** A handler of single events, called for each of a batch. */
record EachEvent<T>(EventHandler<T> handler) implements BatchHandler<T> {

    @Override
    public void apply(List<Received<T>> events, UnitOfWork unit) {
        for (Received<T> event : events) {
            handler.handle(event, unit);
        }
    }
}
