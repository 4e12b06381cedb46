package dev.coffer.bonus.play;

import dev.coffer.core.store.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Bets and what they come to. */
interface Plays {

    List<PlayedBet> bets(UnitOfWork unit, Collection<PlayedBet.Key> keys);

    void save(UnitOfWork unit, Collection<PlayedBet> bets);

    void add(UnitOfWork unit, Map<Sum.Key, Sum> sums);

    /** What a user played in a period, by game. */
    Map<String, Sum> of(UnitOfWork unit, String tenantId, String period, String currency, String userId);

    /** What the next users above {@code after} played in a period, by user and game; each with all of their games. */
    List<OfUser> next(String tenantId, String period, String currency, String after, int users);

    /** @param games by their ids */
    record OfUser(String userId, Map<String, Sum> games) {

        public OfUser {
            games = Map.copyOf(games);
        }
    }
}
