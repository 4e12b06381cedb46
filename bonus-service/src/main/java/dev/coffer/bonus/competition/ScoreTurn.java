package dev.coffer.bonus.competition;

import java.time.Instant;
import java.util.List;

/**
 * A bet that counts from now on, or counts no more.
 *
 * @param bet names it within the tenant
 * @param scored what it is, or was, worth
 */
public record ScoreTurn(String bet, String userId, List<Scored> scored, boolean isUndone, Instant at) {

    public ScoreTurn {
        scored = List.copyOf(scored);
    }
}
