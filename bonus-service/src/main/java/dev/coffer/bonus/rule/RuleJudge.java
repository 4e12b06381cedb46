package dev.coffer.bonus.rule;

import dev.coffer.core.money.Money;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges rules by facts. What is not known neither holds nor fails, and neither does its opposite: "not from the US" is not met by
 * somebody whose country nobody knows.
 */
public final class RuleJudge {

    private RuleJudge() {}

    private enum Truth {
        HOLDS,
        FAILS,
        UNKNOWN;

        static Truth of(boolean holds) {
            return holds ? HOLDS : FAILS;
        }

        Truth opposite() {
            return switch (this) {
                case HOLDS -> FAILS;
                case FAILS -> HOLDS;
                case UNKNOWN -> UNKNOWN;
            };
        }
    }

    /** @param words what is asked for, in a sentence for players */
    public record Unmet(RuleReason reason, String words) {}

    /** Everything that is not met; empty where the rule holds. */
    public static List<Unmet> unmet(Rule rule, Facts facts) {
        if (truth(rule, facts) == Truth.HOLDS) {
            return List.of();
        }
        if (rule instanceof Rule.All all) {
            return all.rules().stream()
                    .flatMap(part -> unmet(part, facts).stream())
                    .toList();
        }
        String words = rule instanceof Rule.Not not
                ? "It is not for " + RuleWords.of(not.rule()) + "."
                : "It is for " + RuleWords.of(rule) + ".";
        return List.of(new Unmet(reason(rule), words));
    }

    private static Truth truth(Rule rule, Facts facts) {
        return switch (rule) {
            case Rule.Anybody anybody -> Truth.HOLDS;
            case Rule.All all -> joined(all.rules().stream().map(part -> truth(part, facts)), Truth.FAILS);
            case Rule.Any any -> joined(any.rules().stream().map(part -> truth(part, facts)), Truth.HOLDS);
            case Rule.Not not -> truth(not.rule(), facts).opposite();
            case Rule.CountryIn in ->
                facts.country() == null
                        ? Truth.UNKNOWN
                        : Truth.of(in.countries().contains(facts.country()));
            case Rule.KycTierAtLeast at -> Truth.of(facts.tier().compareTo(at.tier()) >= 0);
            case Rule.SegmentIn in -> Truth.of(in.segments().stream().anyMatch(facts.segments()::contains));
            case Rule.DepositCount count -> Truth.of(isWithin(facts.deposits(), count.min(), count.max()));
            case Rule.DepositedAtLeast least ->
                Truth.of(
                        facts.deposited().getOrDefault(least.amount().currency().code(), 0L)
                                >= least.amount().minor());
            case Rule.AmountBetween between -> amount(between, facts);
            case Rule.AccountAge age -> age(age, facts);
            case Rule.IdleFor idle -> idle(idle, facts);
            case Rule.TimeWindow window -> Truth.of(isWithin(window, facts.at()));
        };
    }

    /** @param deciding one of it decides: a failure where all must hold, and a success where any may */
    private static Truth joined(Stream<Truth> parts, Truth deciding) {
        List<Truth> all = parts.toList();
        if (all.contains(deciding)) {
            return deciding;
        }
        return all.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : deciding.opposite();
    }

    private static Truth amount(Rule.AmountBetween between, Facts facts) {
        Money amount = facts.amount();
        if (amount == null) {
            return facts.isPreview() ? Truth.HOLDS : Truth.UNKNOWN;
        }
        return Truth.of(isAtLeast(amount, between.min()) && isAtMost(amount, between.max()));
    }

    private static boolean isAtLeast(Money amount, @Nullable Money min) {
        return min == null || (min.currency().equals(amount.currency()) && amount.compareTo(min) >= 0);
    }

    private static boolean isAtMost(Money amount, @Nullable Money max) {
        return max == null || (max.currency().equals(amount.currency()) && amount.compareTo(max) <= 0);
    }

    private static Truth age(Rule.AccountAge age, Facts facts) {
        Instant registeredAt = facts.registeredAt();
        return registeredAt == null
                ? Truth.UNKNOWN
                : Truth.of(isWithin(Duration.between(registeredAt, facts.at()).toDays(), age.minDays(), age.maxDays()));
    }

    private static Truth idle(Rule.IdleFor idle, Facts facts) {
        Instant since = facts.idleSince();
        return Truth.of(since != null && Duration.between(since, facts.at()).toDays() >= idle.days());
    }

    private static boolean isWithin(long number, int min, @Nullable Integer max) {
        return number >= min && (max == null || number <= max);
    }

    private static boolean isWithin(Rule.TimeWindow window, Instant at) {
        ZonedDateTime there = at.atZone(window.zone());
        LocalTime time = there.toLocalTime();
        DayOfWeek today = there.getDayOfWeek();
        if (window.from().isBefore(window.until())) {
            return window.days().contains(today) && !time.isBefore(window.from()) && time.isBefore(window.until());
        }
        boolean beganToday = window.days().contains(today) && !time.isBefore(window.from());
        boolean beganYesterday = window.days().contains(today.minus(1)) && time.isBefore(window.until());
        return beganToday || beganYesterday;
    }

    private static RuleReason reason(Rule rule) {
        return switch (rule) {
            case Rule.CountryIn in -> RuleReason.COUNTRY;
            case Rule.KycTierAtLeast at -> RuleReason.KYC_TIER;
            case Rule.SegmentIn in -> RuleReason.SEGMENT;
            case Rule.DepositCount count -> RuleReason.DEPOSIT_COUNT;
            case Rule.DepositedAtLeast least -> RuleReason.DEPOSITED;
            case Rule.AmountBetween between -> RuleReason.AMOUNT;
            case Rule.AccountAge age -> RuleReason.ACCOUNT_AGE;
            case Rule.IdleFor idle -> RuleReason.NOT_IDLE;
            case Rule.TimeWindow window -> RuleReason.TIME;
            case Rule.Not not -> RuleReason.EXCLUDED;
            case Rule.Any any -> RuleReason.NO_ALTERNATIVE;
            case Rule.All all -> RuleReason.NO_ALTERNATIVE;
            case Rule.Anybody anybody -> RuleReason.EXCLUDED;
        };
    }
}
