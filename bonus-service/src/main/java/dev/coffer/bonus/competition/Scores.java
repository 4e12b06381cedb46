package dev.coffer.bonus.competition;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all players have in all competitions: the truth, of which Redis is an image. */
interface Scores {

    /** Those of the players that have any. */
    List<Score> of(UnitOfWork unit, Board board, Collection<String> userIds);

    void save(UnitOfWork unit, Board board, Collection<Score> scores);

    /** A bet that may be somebody's largest. @param points what it is worth */
    record BoardBet(String bet, String userId, long points, Instant at) {}

    void addBets(UnitOfWork unit, Board board, Collection<BoardBet> bets);

    void removeBets(UnitOfWork unit, Board board, Collection<String> bets);

    /** A player's largest, and of equals the earliest; null where none is left. */
    @Nullable
    BoardBet largest(UnitOfWork unit, Board board, String userId);

    /** The best, with a score above zero. */
    List<Score> best(UnitOfWork unit, Board board, int limit);

    /** All of them, also those without a place, a chunk at a time. */
    void each(Board board, int chunk, Consumer<List<Score>> with);

    /** From {@code from} on, which is not part of it; from the edge where it is null. In reading direction. */
    List<Place> page(Board board, @Nullable Placing from, boolean isForward, int limit);

    /** Null without a place. */
    @Nullable
    Place placeOf(Board board, String userId);

    int count(Board board);
}
