package dev.coffer.notification.queue;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.function.Consumer;

/** How a try of a task ended that did not fail. Its effect and its end are one transaction: the effect happens exactly once. */
public sealed interface Ending {

    /** @param effect in the transaction that ends the task */
    Consumer<UnitOfWork> effect();

    /** Nothing is left to be done. */
    record Done(Consumer<UnitOfWork> effect) implements Ending {}

    /** It goes on at another time, with all its tries before it. @param at now for what is done part by part */
    record Later(Instant at, Consumer<UnitOfWork> effect) implements Ending {}
}
