package dev.coffer.kyc.screening;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look for a user on the lists.
 *
 * @param version of the tenant's lists; 0 before it is done, and where no list was in force
 * @param at when it was asked for
 * @param screenedAt when it was done; null before
 * @param matches the best first
 */
record Screening(
        String id,
        String tenantId,
        String userId,
        Cause cause,
        State state,
        long version,
        Instant at,
        @Nullable Instant screenedAt,
        List<Match> matches) {

    /** Why it was asked for. */
    enum Cause {
        DATA_SUBMITTED,
        LIST_CHANGED
    }

    /** What came of it. */
    enum State {
        PENDING,
        CLEAR,
        MATCHED,
        CONFIRMED
    }

    Screening {
        matches = List.copyOf(matches);
    }

    static Screening asked(String id, String tenantId, String userId, Cause cause, Instant at) {
        return new Screening(id, tenantId, userId, cause, State.PENDING, 0, at, null, List.of());
    }

    /** With what was found, and what of it reviewers have decided. */
    Screening done(long by, List<Match> found, Instant now) {
        return new Screening(id, tenantId, userId, cause, state(found), by, at, now, found);
    }

    Screening decided(Match decided) {
        List<Match> all = matches.stream()
                .map(match -> match.id().equals(decided.id()) ? decided : match)
                .toList();
        return new Screening(id, tenantId, userId, cause, state(all), version, at, screenedAt, all);
    }

    /** What nobody has decided counts before what somebody has. */
    private static State state(List<Match> matches) {
        State state = State.CLEAR;
        for (Match match : matches) {
            Match.Decision decision = match.decision();
            if (decision == null) {
                return State.MATCHED;
            }
            state = decision.verdict() == Verdict.TRUE_POSITIVE ? State.CONFIRMED : state;
        }
        return state;
    }

    @Nullable
    Match match(String matchId) {
        return matches.stream()
                .filter(match -> match.id().equals(matchId))
                .findFirst()
                .orElse(null);
    }
}
