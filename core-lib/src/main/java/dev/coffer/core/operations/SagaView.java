package dev.coffer.core.operations;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.saga.SagaEntry;
import dev.coffer.core.saga.SagaInstance;
import dev.coffer.core.saga.SagaState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code Saga}. The data is left out: it may be personal. */
@GraphQlName("Saga")
record SagaView(
        String id,
        String name,
        String key,
        @Nullable String userId,
        SagaState state,
        String step,
        @Nullable String reason,
        Instant startedAt,
        Instant changedAt,
        List<SagaEntry> history) {

    static SagaView of(SagaInstance saga) {
        return new SagaView(
                saga.id(),
                saga.name(),
                saga.key(),
                saga.userId(),
                saga.state(),
                saga.step(),
                saga.reason(),
                saga.startedAt(),
                saga.changedAt(),
                saga.history());
    }
}
