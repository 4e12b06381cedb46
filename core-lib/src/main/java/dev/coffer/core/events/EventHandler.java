package dev.coffer.core.events;

import dev.coffer.core.store.UnitOfWork;

/** What a consumer does with one event. */
@FunctionalInterface
public interface EventHandler<T> {

    /**
     * Writes the effect in the given transaction, which also advances the consumer's position: it happens exactly once. The method
     * itself may run several times, so it does nothing outside of the transaction. Whatever it throws is retried, then
     * dead-lettered.
     */
    void handle(Received<T> event, UnitOfWork unit);
}
