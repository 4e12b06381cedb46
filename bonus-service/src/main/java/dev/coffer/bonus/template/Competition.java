package dev.coffer.bonus.template;

import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.core.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What players compete in.
 *
 * @param period each of these is a competition of its own; null where the whole schedule is one
 * @param games ids of games, where a "*" at the end stands for any ending; empty for all
 * @param minimumStake a bet below it does not count; null for none
 */
public record Competition(
        CompetitionScore score,
        @Nullable Period period,
        List<String> games,
        @Nullable Money minimumStake) {

    public Competition {
        games = List.copyOf(games);
    }

    /** @param stake in minor units of the template's currency */
    public boolean counts(String gameId, long stake) {
        boolean isOfGames = games.isEmpty() || games.stream().anyMatch(game -> AwardTerms.names(game, gameId));
        return isOfGames && (minimumStake == null || stake >= minimumStake.minor());
    }
}
