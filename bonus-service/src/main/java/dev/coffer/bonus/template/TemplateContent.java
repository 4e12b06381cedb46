package dev.coffer.bonus.template;

import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.bonus.award.AwardTerms.Wagering;
import dev.coffer.bonus.rule.Rule;
import dev.coffer.bonus.selection.SelectionRule;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a template says.
 *
 * @param triggers at least one
 * @param validFor how long after it became active an award expires; null where it is the player's at once
 * @param winCap the most that becomes the player's
 * @param play what is looked at of what a player plays; null where nothing is
 * @param competition what players compete in; null where there is no competition
 * @param selection what has to be chosen; null where nothing is asked of that
 * @param streakDays a check-in of every so many-th day in a row triggers it; null for every check-in
 * @param referralLevel how far below the player whoever it is for was brought along: 1 by the player
 * @param pricePoints what it costs in points; null where it is not given for points
 * @param stackingGroup a player has at most one open award of a group; null for no group
 * @param promoCode what players enter, in upper case
 * @param approvalAbove an award above it waits for a second operator
 * @param terms the text that players agree to
 */
public record TemplateContent(
        String name,
        BonusType type,
        List<Trigger> triggers,
        BonusValue value,
        Rule eligibility,
        @Nullable Duration validFor,
        @Nullable Wagering wagering,
        @Nullable Money winCap,
        boolean isSticky,
        boolean forfeitsOnWithdrawal,
        Limits limits,
        Schedule schedule,
        Budget budget,
        @Nullable Play play,
        @Nullable Competition competition,
        @Nullable SelectionRule selection,
        @Nullable Integer streakDays,
        int referralLevel,
        @Nullable Integer pricePoints,
        @Nullable String stackingGroup,
        @Nullable String promoCode,
        @Nullable Money approvalAbove,
        @Nullable String terms) {

    public TemplateContent {
        triggers = List.copyOf(triggers);
    }

    /**
     * @param perUser how many awards a player gets at most
     * @param coolDown how long after an award the same player gets the next
     * @param perDay how many awards all players get in a day of UTC
     * @param total how many awards there are at all
     * @param oncePer one player gets it of all that have one of these in common
     */
    public record Limits(
            @Nullable Integer perUser,
            @Nullable Duration coolDown,
            @Nullable Integer perDay,
            @Nullable Integer total,
            Set<SharedBy> oncePer) {

        public Limits {
            oncePer = Set.copyOf(oncePer);
        }
    }

    /** @param from within @param until not within */
    public record Schedule(@Nullable Instant from, @Nullable Instant until) {}

    /** @param total all awards together @param perDay those of a day of UTC */
    public record Budget(@Nullable Money total, @Nullable Money perDay) {}

    /**
     * @param period over which it is counted, by the tenant's calendar
     * @param games ids of games, where a "*" at the end stands for any ending; empty for all
     * @param bets so many bets trigger it; null for any number
     * @param staked stakes of so much trigger it; null for any sum
     */
    public record Play(
            Period period,
            List<String> games,
            @Nullable Integer bets,
            @Nullable Money staked) {

        public Play {
            games = List.copyOf(games);
        }

        public boolean counts(String gameId) {
            return games.isEmpty() || games.stream().anyMatch(game -> AwardTerms.names(game, gameId));
        }
    }

    /** The shortest absence that the eligibility rule asks about, in days; null where it asks about none. */
    public @Nullable Integer idleDays() {
        return Rules.all(eligibility)
                .filter(Rule.IdleFor.class::isInstance)
                .map(rule -> ((Rule.IdleFor) rule).days())
                .min(Integer::compare)
                .orElse(null);
    }

    public Currency currency() {
        return value.currency();
    }
}
