package dev.coffer.bonus.wager;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one bet does for one award.
 *
 * @param stake in minor units; null where the bet was placed before its player had any bonus
 * @param percent how much of such a bet counts
 * @param counted in minor units
 * @param reason why nothing counts; null where something does
 */
record Contribution(
        String tenantId,
        String awardId,
        String walletId,
        String betId,
        String gameId,
        @Nullable Long stake,
        int percent,
        long counted,
        @Nullable Uncounted reason,
        Instant at) {

    private static final int WHOLE = 100;

    /** One for each bet and award. */
    String id() {
        return awardId + '/' + walletId + '/' + betId;
    }

    /** Why it counts so much, or nothing, in words for its player. */
    String explanation() {
        if (reason != null) {
            return reason.meaning();
        }
        if (counted == 0) {
            return "The bet is too small: " + percent + " % of its stake are less than the smallest amount.";
        }
        return percent == WHOLE
                ? "The whole stake counts."
                : "By the terms of the bonus " + percent + " % of what is staked on this game count.";
    }
}
