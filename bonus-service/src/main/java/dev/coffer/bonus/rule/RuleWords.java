package dev.coffer.bonus.rule;

import dev.coffer.core.money.Money;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules in words for players, as something that follows "For ": "players from MT or DE". */
public final class RuleWords {

    private RuleWords() {}

    public static String of(Rule rule) {
        return switch (rule) {
            case Rule.Anybody anybody -> "everybody";
            case Rule.All all -> joined(all.rules(), "and");
            case Rule.Any any -> joined(any.rules(), "or");
            case Rule.Not not -> "not " + grouped(not.rule());
            case Rule.CountryIn in -> "players from " + String.join(" or ", in.countries());
            case Rule.KycTierAtLeast at -> "players verified to at least " + at.tier();
            case Rule.SegmentIn in -> "players of the group " + String.join(" or ", in.segments());
            case Rule.DepositCount count -> "players with " + range(count.min(), count.max()) + " deposits";
            case Rule.DepositedAtLeast least -> "players who have deposited at least " + least.amount();
            case Rule.AmountBetween between -> "amounts " + amounts(between.min(), between.max());
            case Rule.AccountAge age -> "players registered for " + range(age.minDays(), age.maxDays()) + " days";
            case Rule.IdleFor idle -> "players who have not deposited for " + idle.days() + " days";
            case Rule.TimeWindow window -> window(window);
        };
    }

    private static String joined(List<Rule> rules, String word) {
        return rules.stream().map(RuleWords::grouped).collect(Collectors.joining(" " + word + " "));
    }

    /** What is joined by another word is put into brackets, so that nobody has to know which word binds closer. */
    private static String grouped(Rule rule) {
        boolean isJoined = rule instanceof Rule.All || rule instanceof Rule.Any;
        return isJoined ? "(" + of(rule) + ")" : of(rule);
    }

    private static String range(int min, @Nullable Integer max) {
        if (max == null) {
            return "at least " + min;
        }
        if (min == max) {
            return "exactly " + min;
        }
        return min == 0 ? "at most " + max : min + " to " + max;
    }

    private static String amounts(@Nullable Money min, @Nullable Money max) {
        if (min == null) {
            return "up to " + max;
        }
        return max == null ? "from " + min : "from " + min + " to " + max;
    }

    private static String window(Rule.TimeWindow window) {
        String days = window.days().size() == DayOfWeek.values().length
                ? "every day"
                : window.days().stream()
                        .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                        .collect(Collectors.joining(", ", "on ", ""));
        return days + " from " + window.from() + " to " + window.until() + " (" + window.zone() + ")";
    }
}
