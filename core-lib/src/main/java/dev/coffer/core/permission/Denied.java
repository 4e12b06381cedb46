package dev.coffer.core.permission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One no of the policy, on its way to the record.
 *
 * @param ownerId as the request had it, which may be anything; shortened and without control characters
 */
record Denied(
        String tenantId,
        String userId,
        String resource,
        String action,
        @Nullable String field,
        @Nullable String ownerId,
        String reason,
        @Nullable String correlationId,
        Instant at) {

    private static final int LONGEST_OWNER = 64;

    Denied {
        ownerId = ownerId == null ? null : shown(ownerId);
    }

    private static String shown(String text) {
        String cut = text.length() <= LONGEST_OWNER ? text : text.substring(0, LONGEST_OWNER);
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    Tally.Key key() {
        return new Tally.Key(tenantId, userId, resource, action, field);
    }
}
