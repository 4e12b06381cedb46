package dev.coffer.auth.audit;

import dev.coffer.core.errors.CodedException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for: those that match all that is given. The GraphQL input of the same name.
 *
 * @param kinds any of them; null for all
 * @param from from then on
 * @param to until then, which is not part of it
 */
record AuditFilter(
        @Nullable String actorId,
        @Nullable String subjectId,
        @Nullable List<AuditKind> kinds,
        @Nullable Instant from,
        @Nullable Instant to) {

    static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

    AuditFilter {
        kinds = kinds == null ? null : List.copyOf(kinds);
    }

    /** @throws CodedException INVALID_INPUT where nothing can match */
    static AuditFilter checked(@Nullable AuditFilter given) {
        if (given == null) {
            return ALL;
        }
        if (given.kinds != null && given.kinds.isEmpty()) {
            throw CodedException.invalid("filter.kinds", "Name at least one kind, or leave the kinds out for all.");
        }
        if (given.from != null && given.to != null && !given.from.isBefore(given.to)) {
            throw CodedException.invalid("filter.to", "The end must be after the start.");
        }
        return given;
    }
}
