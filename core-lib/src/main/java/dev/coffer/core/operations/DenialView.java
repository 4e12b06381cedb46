package dev.coffer.core.operations;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.permission.Denial;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code Denial}. */
@GraphQlName("Denial")
record DenialView(
        String id,
        String userId,
        String permission,
        @Nullable String field,
        List<String> ownerIds,
        String reason,
        @Nullable String correlationId,
        int count,
        Instant at,
        Instant lastAt) {

    static DenialView of(Denial denial) {
        return new DenialView(
                denial.id(),
                denial.userId(),
                denial.resource() + ":" + denial.action(),
                denial.field(),
                denial.ownerIds(),
                denial.reason(),
                denial.correlationId(),
                (int) Math.min(denial.count(), Integer.MAX_VALUE),
                denial.at(),
                denial.lastAt());
    }
}
