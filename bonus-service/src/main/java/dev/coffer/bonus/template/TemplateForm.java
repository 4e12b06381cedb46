package dev.coffer.bonus.template;

import dev.coffer.bonus.rule.RuleForm;
import dev.coffer.bonus.selection.SelectionForm;
import dev.coffer.core.graphql.MoneyInput;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version says as operators write it: {@code BonusTemplateContentInput} and {@code BonusTemplateContent} of the schema. It is
 * stored as it was written, so that a version is shown for ever as it was saved.
 */
record TemplateForm(
        String name,
        BonusType type,
        List<Trigger> triggers,
        Value value,
        @Nullable RuleForm eligibility,
        @Nullable Wagering wagering,
        @Nullable Integer validForDays,
        @Nullable MoneyInput winCap,
        @Nullable Boolean isSticky,
        @Nullable Boolean forfeitsOnWithdrawal,
        @Nullable Limits limits,
        @Nullable Schedule schedule,
        @Nullable Budget budget,
        @Nullable Play play,
        @Nullable Competition competition,
        @Nullable SelectionForm selection,
        @Nullable Integer streakDays,
        @Nullable Integer referralLevel,
        @Nullable Integer pricePoints,
        @Nullable String stackingGroup,
        @Nullable String promoCode,
        @Nullable MoneyInput approvalAbove,
        @Nullable String terms) {

    /** Exactly one is given. */
    record Value(
            @Nullable MoneyInput fixed,
            @Nullable Percentage percentage,
            @Nullable List<Tier> tiers,
            @Nullable FreeUnits freeUnits,
            @Nullable Prizes prizes) {}

    /** @param percent with at most two decimals, such as "12.5" */
    record Percentage(
            String percent, String currency, @Nullable MoneyInput cap) {}

    record Tier(
            MoneyInput from,
            @Nullable MoneyInput below,
            @Nullable MoneyInput fixed,
            @Nullable Percentage percentage) {}

    record FreeUnits(int count, MoneyInput worth) {}

    record Prizes(MoneyInput pool, List<Prize> places) {}

    /** @param to null where it is {@code from} alone @param percent with at most two decimals, such as "12.5" */
    record Prize(int from, @Nullable Integer to, String percent) {}

    /** @param times with at most two decimals, such as "35" */
    record Wagering(
            String times,
            @Nullable Boolean countsDeposit,
            @Nullable MoneyInput maximumBet,
            @Nullable List<Weight> weights) {}

    record Weight(String product, List<String> games, int percent) {}

    record Limits(
            @Nullable Integer perUser,
            @Nullable Integer coolDownHours,
            @Nullable Integer perDay,
            @Nullable Integer total,
            @Nullable Boolean oncePerDevice,
            @Nullable Boolean oncePerPaymentMethod,
            @Nullable Boolean oncePerHousehold) {}

    record Schedule(@Nullable Instant from, @Nullable Instant until) {}

    record Budget(@Nullable MoneyInput total, @Nullable MoneyInput perDay) {}

    record Competition(
            CompetitionScore score,
            @Nullable Period period,
            @Nullable List<String> games,
            @Nullable MoneyInput minimumStake) {}

    record Play(
            Period period,
            @Nullable List<String> games,
            @Nullable Integer bets,
            @Nullable MoneyInput staked) {}
}
