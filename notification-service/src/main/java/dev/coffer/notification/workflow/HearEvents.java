package dev.coffer.notification.workflow;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Hears of what users can be told of, one consumer for each service that tells it. */
final class HearEvents {

    /** Heard by whoever opens an inbox, which is told of it in the same transaction. */
    static final String REGISTERED = "user.registered";

    private final RunWorkflow run;

    HearEvents(RunWorkflow run) {
        this.run = run;
    }

    /** What is read of every event here; what its templates ask for is taken from its data. */
    record OfUser(@Nullable String userId) {}

    Consumer from(String source) {
        Consumer consumer = Consumer.named("notification-of-" + source).from(source);
        for (KnownEvent event : KnownEvents.all()) {
            if (event.source().equals(source) && !event.type().equals(REGISTERED)) {
                consumer = consumer.on(event.type(), OfUser.class, this::tell);
            }
        }
        return consumer;
    }

    private void tell(Received<OfUser> event, UnitOfWork unit) {
        run.run(event.envelope(), event.data().userId(), unit);
    }
}
