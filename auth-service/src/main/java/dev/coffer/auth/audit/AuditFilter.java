package dev.coffer.auth.audit;

import dev.coffer.core.errors.CodedException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for: those that match all that is given. The GraphQL input of the same name.
 *
 * @param kinds any of them; empty for all
 * @param from from then on
 * @param to until then, which is not part of it
 */
record AuditFilter(
        @Nullable String actorId,
        @Nullable String subjectId,
        List<AuditKind> kinds,
        @Nullable Instant from,
        @Nullable Instant to) {

    static final AuditFilter ALL = new AuditFilter(null, null, List.of(), null, null);

    /** Each costs a reading of its own. */
    static final int MOST_KINDS = 10;

    AuditFilter {
        kinds = kinds == null ? List.of() : kinds.stream().distinct().toList();
    }

    /** @throws CodedException INVALID_INPUT for more kinds than that, and where nothing can match */
    static AuditFilter checked(@Nullable AuditFilter given) {
        if (given == null) {
            return ALL;
        }
        if (given.kinds.size() > MOST_KINDS) {
            throw CodedException.invalid(
                    "filter.kinds", "Ask for " + MOST_KINDS + " kinds at most, or leave the kinds out for all.");
        }
        if (given.from != null && given.to != null && !given.from.isBefore(given.to)) {
            throw CodedException.invalid("filter.to", "The end must be after the start.");
        }
        return given;
    }
}
