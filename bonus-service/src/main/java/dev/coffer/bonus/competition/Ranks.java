package dev.coffer.bonus.competition;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The image of {@link Scores} in which places are found at once. It says nothing rather than something wrong. */
interface Ranks {

    /** Takes in what is newer than what it has. @throws dev.coffer.core.errors.CodedException UNAVAILABLE while it is away */
    void put(Board board, Collection<Score> scores);

    /** Goes through all scores of the competition, and is known from then on. @throws dev.coffer.core.errors.CodedException UNAVAILABLE */
    void rebuild(Board board, Scores scores);

    /** As {@link Scores#page}; null where the competition is not known here. */
    @Nullable
    List<Place> page(Board board, @Nullable Placing from, boolean isForward, int limit);

    /** Null where the competition is not known here. */
    @Nullable
    Summary summary(Board board, String userId);

    /** @param players how many have a place @param own the player's; null without one */
    record Summary(int players, @Nullable Place own) {}
}
