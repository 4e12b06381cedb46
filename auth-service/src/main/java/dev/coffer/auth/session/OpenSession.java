package dev.coffer.auth.session;

import dev.coffer.core.identity.ClientAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that goes on, as its user sees it: the GraphQL type {@code OpenSession}.
 *
 * @param startedAt when the user signed in
 * @param refreshedAt when it was last continued
 * @param endsAt when it ends unless it is continued before
 * @param isCurrent whether the request that asks belongs to it
 * @param device what it was started on, null where that is unknown
 * @param startedFrom the address that it was started from, null where that is unknown
 * @param seenFrom the address that it was last continued from, null where that is unknown
 */
record OpenSession(
        String id,
        Instant startedAt,
        Instant refreshedAt,
        Instant endsAt,
        boolean isCurrent,
        @Nullable String device,
        @Nullable String startedFrom,
        @Nullable String seenFrom) {

    static OpenSession of(RefreshFamily family, SessionLimits limits, String currentSessionId) {
        return new OpenSession(
                family.sessionId(),
                family.startedAt(),
                family.rotatedAt(),
                family.endsAt(limits),
                family.sessionId().equals(currentSessionId),
                family.whereabouts().device(),
                text(family.whereabouts().startedFrom()),
                text(family.whereabouts().seenFrom()));
    }

    private static @Nullable String text(@Nullable ClientAddress address) {
        return address == null ? null : address.text();
    }

    @Override
    public String toString() {
        return "OpenSession[id=" + id + "]";
    }
}
