package dev.coffer.bonus.competition;

import java.util.Collection;
import java.util.List;

/**
 * Players have another score than before. For this service, which takes it into Redis.
 *
 * @param board the id of the competition
 * @param userIds of whom
 */
record ScoresChanged(String board, List<String> userIds) {

    static final String TYPE = "bonus.scores-changed";

    ScoresChanged {
        userIds = List.copyOf(userIds);
    }

    static ScoresChanged of(Board board, Collection<String> userIds) {
        return new ScoresChanged(board.id(), List.copyOf(userIds));
    }
}
