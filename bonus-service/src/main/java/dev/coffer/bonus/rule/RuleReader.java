package dev.coffer.bonus.rule;

import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one rule as it was written, naming everything in it that is wrong. */
public final class RuleReader {

    /** A rule within a rule within a rule: the deepest that is read. */
    public static final int DEEPEST = 5;

    /** All rules of one expression together. */
    public static final int MOST_RULES = 50;

    /** Countries or segments of one rule. */
    public static final int MOST_NAMES = 100;

    /** What a segment is called. */
    public static final Pattern SEGMENT = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_DEPOSITS = 1_000_000;

    private final Currencies currencies;
    private final FieldChecks checks;
    private int rules;

    public RuleReader(Currencies currencies, FieldChecks checks) {
        this.currencies = currencies;
        this.checks = checks;
    }

    /** @return what was read; null where something is wrong, and then the checks know what */
    public @Nullable Rule read(String path, RuleForm form) {
        return read(path, form, 1);
    }

    private @Nullable Rule read(String path, RuleForm form, int depth) {
        rules++;
        if (depth > DEEPEST || rules > MOST_RULES) {
            return wrong(
                    path,
                    "An expression has at most " + MOST_RULES + " rules, " + DEEPEST
                            + " within one another. Make segments of players instead.");
        }
        long given = Stream.of(
                        form.all(),
                        form.any(),
                        form.not(),
                        form.countryIn(),
                        form.kycTierAtLeast(),
                        form.segmentIn(),
                        form.depositCount(),
                        form.depositedAtLeast(),
                        form.amount(),
                        form.accountAgeDays(),
                        form.idleForDays(),
                        form.timeWindow())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            return wrong(path, "A rule says exactly one thing, not " + given + ". Join several with 'all' or 'any'.");
        }
        return form.all() != null || form.any() != null || form.not() != null
                ? joined(path, form, depth)
                : single(path, form);
    }

    private @Nullable Rule joined(String path, RuleForm form, int depth) {
        if (form.not() != null) {
            Rule not = read(path + ".not", form.not(), depth + 1);
            return not == null ? null : new Rule.Not(not);
        }
        boolean isAll = form.all() != null;
        List<RuleForm> parts = Objects.requireNonNull(isAll ? form.all() : form.any());
        String within = path + (isAll ? ".all" : ".any");
        if (parts.isEmpty()) {
            return wrong(within, "Name at least one rule.");
        }
        List<Rule> read = new ArrayList<>();
        for (int i = 0; i < parts.size() && rules <= MOST_RULES; i++) {
            Rule part = read(within + "[" + i + "]", parts.get(i), depth + 1);
            if (part != null) {
                read.add(part);
            }
        }
        return isAll ? new Rule.All(read) : new Rule.Any(read);
    }

    private @Nullable Rule single(String path, RuleForm form) {
        if (form.countryIn() != null) {
            String at = path + ".countryIn";
            return names(at, form.countryIn(), COUNTRIES::contains, "Use two letters of ISO 3166, such as \"MT\".")
                    ? new Rule.CountryIn(form.countryIn())
                    : null;
        }
        if (form.segmentIn() != null) {
            String at = path + ".segmentIn";
            return names(
                            at,
                            form.segmentIn(),
                            name -> SEGMENT.matcher(name).matches(),
                            "A segment is 2 to 40 letters, digits and hyphens.")
                    ? new Rule.SegmentIn(form.segmentIn())
                    : null;
        }
        if (form.kycTierAtLeast() != null) {
            return new Rule.KycTierAtLeast(form.kycTierAtLeast());
        }
        if (form.timeWindow() != null) {
            return window(path + ".timeWindow", form.timeWindow());
        }
        return counted(path, form);
    }

    private @Nullable Rule counted(String path, RuleForm form) {
        if (form.depositCount() != null) {
            int[] range = range(path + ".depositCount", form.depositCount(), MOST_DEPOSITS);
            return range == null
                    ? null
                    : new Rule.DepositCount(range[0], form.depositCount().max());
        }
        if (form.accountAgeDays() != null) {
            int[] range = range(path + ".accountAgeDays", form.accountAgeDays(), MOST_DAYS);
            return range == null
                    ? null
                    : new Rule.AccountAge(range[0], form.accountAgeDays().max());
        }
        if (form.amount() != null) {
            return amount(path + ".amount", form.amount());
        }
        if (form.depositedAtLeast() != null) {
            Money least = money(path + ".depositedAtLeast", form.depositedAtLeast());
            return least == null ? null : new Rule.DepositedAtLeast(least);
        }
        int days = Objects.requireNonNull(form.idleForDays());
        if (days < 1 || days > MOST_DAYS) {
            return wrong(path + ".idleForDays", "Idle for 1 to " + MOST_DAYS + " days, not " + days + ".");
        }
        return new Rule.IdleFor(days);
    }

    private int @Nullable [] range(String path, RuleForm.Range range, int most) {
        int min = range.min() == null ? 0 : range.min();
        int max = range.max() == null ? most : range.max();
        if (range.min() == null && range.max() == null) {
            return wrong(path, "Give 'min', 'max' or both.");
        }
        if (min < 0 || max > most || min > max) {
            return wrong(path, "From " + min + " to " + max + " is no range within 0 to " + most + ".");
        }
        return new int[] {min, max};
    }

    private @Nullable Rule amount(String path, RuleForm.AmountRange range) {
        Money min = money(path + ".min", range.min());
        Money max = money(path + ".max", range.max());
        if (range.min() == null && range.max() == null) {
            return wrong(path, "Give 'min', 'max' or both.");
        }
        if (min != null && max != null) {
            if (!min.currency().equals(max.currency())) {
                return wrong(path + ".max", "In " + max.currency() + ", though 'min' is in " + min.currency() + ".");
            }
            if (min.compareTo(max) > 0) {
                return wrong(path, "From " + min + " to " + max + " is no range: 'min' is above 'max'.");
            }
        }
        return new Rule.AmountBetween(min, max);
    }

    private @Nullable Money money(String path, @Nullable MoneyInput input) {
        return input == null ? null : checks.read(path, () -> input.toPositiveMoney(currencies, path));
    }

    private @Nullable Rule window(String path, RuleForm.Window window) {
        LocalTime from = time(path + ".from", window.from());
        LocalTime until = time(path + ".until", window.until());
        ZoneId zone = checks.read(path + ".zone", () -> zone(window.zone()));
        if (window.days().isEmpty()
                || new HashSet<>(window.days()).size() < window.days().size()) {
            return wrong(path + ".days", "Name at least one day, and none twice.");
        }
        if (from == null || until == null || zone == null) {
            return null;
        }
        if (from.equals(until)) {
            return wrong(path + ".until", "The window ends when it begins. For a whole day say 00:00 until 23:59.");
        }
        return new Rule.TimeWindow(window.days(), from, until, zone);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "There is no time zone of that name. Example: \"Europe/Malta\"", unknown);
        }
    }

    private @Nullable LocalTime time(String path, String text) {
        return checks.read(path, () -> {
            try {
                return LocalTime.parse(text);
            } catch (DateTimeException wrong) {
                throw new IllegalArgumentException("A time of day is written as 18:00.", wrong);
            }
        });
    }

    private boolean names(String path, List<String> names, Predicate<String> isName, String otherwise) {
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            wrong(path, "Name 1 to " + MOST_NAMES + ".");
            return false;
        }
        Set<String> seen = new HashSet<>();
        boolean isFine = true;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!isName.test(name) || !seen.add(name)) {
                wrong(path + "[" + i + "]", isName.test(name) ? "Named twice." : otherwise);
                isFine = false;
            }
        }
        return isFine;
    }

    private <T> @Nullable T wrong(String path, String sentence) {
        return checks.read(path, () -> {
            throw new IllegalArgumentException(sentence);
        });
    }
}
