package dev.coffer.auth.session;

import java.time.Instant;

/**
 * A session that goes on, as its user sees it: the GraphQL type {@code OpenSession}.
 *
 * @param startedAt when the user signed in
 * @param refreshedAt when it was last continued
 * @param endsAt when it ends unless it is continued before
 * @param isCurrent whether the request that asks belongs to it
 */
record OpenSession(String id, Instant startedAt, Instant refreshedAt, Instant endsAt, boolean isCurrent) {

    static OpenSession of(RefreshFamily family, SessionLimits limits, String currentSessionId) {
        return new OpenSession(
                family.sessionId(),
                family.startedAt(),
                family.rotatedAt(),
                family.endsAt(limits),
                family.sessionId().equals(currentSessionId));
    }
}
