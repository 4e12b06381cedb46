package dev.coffer.bonus.competition;

import java.time.Duration;
import java.time.Instant;

/**
 * When a competition's results are fixed. What was played before the end is waited for; then no transaction counts anything any more,
 * and those that had begun to are over when the results are read.
 *
 * @param grace how long after the end its last bets are waited for
 * @param fence how long no transaction lasts, beside what the clocks of replicas differ by
 */
record Timing(Duration grace, Duration fence) {

    boolean isCounting(Board board, Instant now) {
        return now.isBefore(board.until().plus(grace));
    }

    Instant due(Board board) {
        return board.until().plus(grace).plus(fence);
    }
}
