package dev.coffer.core.permission;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user was denied, as the store has it: the same thing denied to the same user within {@link DenialLimits#window} is one.
 *
 * @param resource and {@code action}: what was asked for
 * @param field where in the schema, "Query.wallet"; null where a use case decided
 * @param ownerIds whose it would have been, as far as that was known; the first few
 * @param reason why, for operators
 * @param correlationId of the last request
 * @param count how often
 * @param at when it was denied first
 * @param lastAt when it was denied last
 */
public record Denial(
        String id,
        String tenantId,
        String userId,
        String resource,
        String action,
        @Nullable String field,
        List<String> ownerIds,
        String reason,
        @Nullable String correlationId,
        long count,
        Instant at,
        Instant lastAt) {

    public Denial {
        ownerIds = List.copyOf(ownerIds);
    }
}
