package dev.coffer.bonus.rule;

import dev.coffer.core.graphql.MoneyInput;
import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as operators write it, and as it is stored and shown: {@code BonusRuleInput} and {@code BonusRule} of the schema, and JSON.
 * Exactly one component is given.
 */
public record RuleForm(
        @Nullable List<RuleForm> all,
        @Nullable List<RuleForm> any,
        @Nullable RuleForm not,
        @Nullable List<String> countryIn,
        @Nullable KycTier kycTierAtLeast,
        @Nullable List<String> segmentIn,
        @Nullable Range depositCount,
        @Nullable MoneyInput depositedAtLeast,
        @Nullable AmountRange amount,
        @Nullable Range accountAgeDays,
        @Nullable Integer idleForDays,
        @Nullable Window timeWindow) {

    /** Whole numbers from and to, both within. */
    public record Range(@Nullable Integer min, @Nullable Integer max) {}

    /** Amounts from and to, both within. */
    public record AmountRange(
            @Nullable MoneyInput min, @Nullable MoneyInput max) {}

    /** @param from such as "18:00" @param zone such as "Europe/Malta" */
    public record Window(List<DayOfWeek> days, String from, String until, String zone) {}
}
