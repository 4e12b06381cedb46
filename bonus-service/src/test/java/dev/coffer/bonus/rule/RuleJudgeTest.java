package dev.coffer.bonus.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.rule.RuleJudge.Unmet;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleJudgeTest {

    /** A Friday, 23:30 in Malta. */
    private static final Instant NOW = Instant.parse("2026-11-27T22:30:00Z");

    private static final Instant DAYS_AGO_30 = NOW.minusSeconds(30 * 86_400L);

    private static Money euros(long minor) {
        return new Money(minor, Currencies.builtIn().get("EUR"));
    }

    private static Facts facts(@Nullable String country, @Nullable Money amount, boolean isPreview) {
        return new Facts(
                country,
                KycTier.STANDARD,
                Set.of("vip"),
                2,
                Map.of("EUR", 5_000L),
                DAYS_AGO_30,
                DAYS_AGO_30,
                NOW,
                amount,
                isPreview);
    }

    private static List<RuleReason> reasons(Rule rule, Facts facts) {
        return RuleJudge.unmet(rule, facts).stream().map(Unmet::reason).toList();
    }

    private static boolean holds(Rule rule) {
        return RuleJudge.unmet(rule, facts("MT", euros(2_000), false)).isEmpty();
    }

    @Test
    void each_kind_holds_up_to_its_bounds_and_no_further() {
        assertThat(holds(new Rule.CountryIn(List.of("MT")))).isTrue();
        assertThat(holds(new Rule.CountryIn(List.of("DE")))).isFalse();
        assertThat(holds(new Rule.KycTierAtLeast(KycTier.STANDARD))).isTrue();
        assertThat(holds(new Rule.KycTierAtLeast(KycTier.ENHANCED))).isFalse();
        assertThat(holds(new Rule.SegmentIn(List.of("new", "vip")))).isTrue();
        assertThat(holds(new Rule.SegmentIn(List.of("new")))).isFalse();
        assertThat(holds(new Rule.DepositCount(2, 2))).isTrue();
        assertThat(holds(new Rule.DepositCount(3, null))).isFalse();
        assertThat(holds(new Rule.DepositCount(0, 1))).isFalse();
        assertThat(holds(new Rule.DepositedAtLeast(euros(5_000)))).isTrue();
        assertThat(holds(new Rule.DepositedAtLeast(euros(5_001)))).isFalse();
        assertThat(holds(new Rule.AmountBetween(euros(2_000), euros(2_000)))).isTrue();
        assertThat(holds(new Rule.AmountBetween(euros(2_001), null))).isFalse();
        assertThat(holds(new Rule.AmountBetween(null, euros(1_999)))).isFalse();
        assertThat(holds(new Rule.AccountAge(30, 30))).isTrue();
        assertThat(holds(new Rule.AccountAge(31, null))).isFalse();
        assertThat(holds(new Rule.IdleFor(30))).isTrue();
        assertThat(holds(new Rule.IdleFor(31))).isFalse();
    }

    @Test
    void a_window_over_midnight_belongs_to_the_day_it_began_on() {
        ZoneId malta = ZoneId.of("Europe/Malta");
        Rule friday = new Rule.TimeWindow(
                List.of(DayOfWeek.FRIDAY), LocalTime.parse("22:00"), LocalTime.parse("02:00"), malta);
        Rule saturday = new Rule.TimeWindow(
                List.of(DayOfWeek.SATURDAY), LocalTime.parse("22:00"), LocalTime.parse("02:00"), malta);
        Facts early =
                new Facts("MT", KycTier.NONE, Set.of(), 0, Map.of(), null, null, NOW.plusSeconds(3_600), null, false);
        assertThat(holds(friday)).isTrue();
        assertThat(RuleJudge.unmet(friday, early)).isEmpty();
        assertThat(reasons(saturday, early)).containsExactly(RuleReason.TIME);
    }

    @Test
    void what_nobody_knows_meets_neither_a_rule_nor_its_opposite() {
        Rule fromUs = new Rule.CountryIn(List.of("US"));
        Facts nowhere = facts(null, null, false);
        assertThat(reasons(fromUs, nowhere)).containsExactly(RuleReason.COUNTRY);
        assertThat(reasons(new Rule.Not(fromUs), nowhere)).containsExactly(RuleReason.EXCLUDED);
        assertThat(reasons(new Rule.Not(fromUs), facts("MT", null, false))).isEmpty();
        Rule vip = new Rule.SegmentIn(List.of("vip"));
        assertThat(reasons(new Rule.Any(List.of(new Rule.Not(fromUs), vip)), nowhere))
                .isEmpty();
        assertThat(reasons(new Rule.Not(new Rule.All(List.of(fromUs, vip))), nowhere))
                .containsExactly(RuleReason.EXCLUDED);
        Rule amount = new Rule.AmountBetween(euros(1), null);
        assertThat(reasons(amount, nowhere)).containsExactly(RuleReason.AMOUNT);
        assertThat(reasons(amount, facts(null, null, true))).isEmpty();
    }

    @Test
    void every_rule_of_all_that_is_not_met_is_told_and_an_amount_of_another_currency_is_none() {
        Rule all = new Rule.All(List.of(
                new Rule.KycTierAtLeast(KycTier.FULL),
                new Rule.SegmentIn(List.of("vip")),
                new Rule.All(List.of(new Rule.IdleFor(99))),
                new Rule.Any(List.of(new Rule.CountryIn(List.of("DE")), new Rule.DepositCount(9, null)))));
        assertThat(RuleJudge.unmet(all, facts("MT", null, false)))
                .extracting(Unmet::words)
                .containsExactly(
                        "It is for players verified to at least FULL.",
                        "It is for players who have not deposited for 99 days.",
                        "It is for players from DE or players with at least 9 deposits.");
        Money dollars = new Money(9_000, Currencies.builtIn().get("USD"));
        assertThat(reasons(new Rule.AmountBetween(euros(1), null), facts("MT", dollars, false)))
                .containsExactly(RuleReason.AMOUNT);
    }
}
