package dev.coffer.bonus.referral;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a player was brought along.
 *
 * @param userId who was
 * @param line who brought them, who brought that one and so on: the nearest first, at most {@link #MOST_LEVELS}
 * @param qualifiedAt when the first deposit came; null before
 */
record Referral(
        String tenantId,
        String userId,
        List<String> line,
        State state,
        Instant at,
        @Nullable Instant qualifiedAt) {

    static final int MOST_LEVELS = 5;

    /** How it stands. */
    enum State {
        /** There was no deposit yet. */
        JOINED,
        /** There was one. */
        QUALIFIED,
        /** Both turned out to use one device: nobody gets anything. */
        REFUSED
    }

    Referral {
        line = List.copyOf(line);
        if (line.isEmpty() || line.size() > MOST_LEVELS) {
            throw new IllegalArgumentException("A line of " + line.size() + " for " + userId);
        }
    }

    String referrerId() {
        return line.getFirst();
    }

    Referral qualified(Instant when) {
        return new Referral(tenantId, userId, line, State.QUALIFIED, at, when);
    }

    Referral refused() {
        return new Referral(tenantId, userId, line, State.REFUSED, at, qualifiedAt);
    }
}
