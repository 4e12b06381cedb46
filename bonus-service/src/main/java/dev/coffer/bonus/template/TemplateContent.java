package dev.coffer.bonus.template;

import dev.coffer.bonus.award.AwardTerms.Wagering;
import dev.coffer.bonus.rule.Rule;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a template says.
 *
 * @param triggers at least one
 * @param validFor how long after it became active an award expires; null where it is the player's at once
 * @param winCap the most that becomes the player's
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
     */
    public record Limits(
            @Nullable Integer perUser,
            @Nullable Duration coolDown,
            @Nullable Integer perDay,
            @Nullable Integer total) {}

    /** @param from within @param until not within */
    public record Schedule(@Nullable Instant from, @Nullable Instant until) {}

    /** @param total all awards together @param perDay those of a day of UTC */
    public record Budget(@Nullable Money total, @Nullable Money perDay) {}

    public Currency currency() {
        return value.currency();
    }
}
