package dev.coffer.bonus.rule;

import dev.coffer.core.money.Money;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may have a bonus and when. Immutable; a rule that {@link RuleReader} has read contradicts itself nowhere. */
public sealed interface Rule {

    /** Holds for everybody. */
    record Anybody() implements Rule {}

    /** Holds where each of these does. */
    record All(List<Rule> rules) implements Rule {
        public All {
            rules = List.copyOf(rules);
        }
    }

    /** Holds where at least one of these does. */
    record Any(List<Rule> rules) implements Rule {
        public Any {
            rules = List.copyOf(rules);
        }
    }

    /** Holds where the other does not. */
    record Not(Rule rule) implements Rule {}

    /** @param countries ISO 3166, two upper-case letters */
    record CountryIn(List<String> countries) implements Rule {
        public CountryIn {
            countries = List.copyOf(countries);
        }
    }

    record KycTierAtLeast(KycTier tier) implements Rule {}

    /** The player is in at least one of these segments. */
    record SegmentIn(List<String> segments) implements Rule {
        public SegmentIn {
            segments = List.copyOf(segments);
        }
    }

    /** How many deposits the player has made, in any currency, with the one that is the occasion. */
    record DepositCount(int min, @Nullable Integer max) implements Rule {}

    /** All deposits of the player in the amount's currency, with the one that is the occasion, come to at least this. */
    record DepositedAtLeast(Money amount) implements Rule {}

    /** The deposit or purchase that is the occasion; both ends are within, one of them may be open. */
    record AmountBetween(@Nullable Money min, @Nullable Money max) implements Rule {}

    /** Whole days since the player registered. */
    record AccountAge(int minDays, @Nullable Integer maxDays) implements Rule {}

    /** The player's last deposit before the occasion is at least as many days ago. Whoever never deposited was never active. */
    record IdleFor(int days) implements Rule {}

    /**
     * The occasion falls on one of these days between these times.
     *
     * @param from within
     * @param until not within; before {@code from} where the window goes over midnight, and then the day is the one it began on
     */
    record TimeWindow(List<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) implements Rule {
        public TimeWindow {
            days = List.copyOf(days);
        }
    }
}
