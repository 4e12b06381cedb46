package dev.coffer.core.operations;

import dev.coffer.core.events.EventReplay;
import dev.coffer.core.graphql.GraphQlName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code EventReplay}. */
@GraphQlName("EventReplay")
record EventReplayView(
        String id,
        EventReplay.State state,
        String eventType,
        Instant from,
        Instant to,
        String consumer,
        String requestedBy,
        @Nullable Integer matched,
        int events,
        @Nullable String error,
        Instant startedAt,
        Instant changedAt) {

    static EventReplayView of(EventReplay replay) {
        return new EventReplayView(
                replay.id(),
                replay.state(),
                replay.request().eventType(),
                replay.request().from(),
                replay.request().to(),
                replay.request().consumer(),
                replay.requestedBy(),
                replay.matched(),
                replay.told(),
                replay.error(),
                replay.startedAt(),
                replay.changedAt());
    }
}
