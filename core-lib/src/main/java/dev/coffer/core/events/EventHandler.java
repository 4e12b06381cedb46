package dev.coffer.core.events;

import dev.coffer.core.store.UnitOfWork;

/** What a consumer does with one event. */
@FunctionalInterface
public interface EventHandler<T> {

    /**
     * Writes the effect in the given transaction, which also advances the consumer's position: it happens exactly once. The method
     * itself may run several times, so it does nothing outside of the transaction. Whatever it throws is retried, then
     * dead-lettered; but for a store that is away, which is waited for. One event must be handled within the server's limit on
     * transactions (transactionLifetimeLimitSeconds, 60 s by default), or it is dead-lettered too.
     */
    void handle(Received<T> event, UnitOfWork unit);
}
