package dev.coffer.bonus.selection;

import dev.coffer.core.errors.FieldChecks;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as operators write it and clients read it: {@code BonusSelectionRuleInput} and {@code BonusSelectionRule}. Decimals are
 * text.
 */
public record SelectionForm(
        int minCount,
        @Nullable Integer maxCount,
        @Nullable String minValue,
        @Nullable String maxValue,
        @Nullable Combination combination,
        @Nullable String minTotal,
        @Nullable String maxTotal,
        @Nullable List<String> categories,
        @Nullable Integer minCategories,
        @Nullable Boolean isDistinct) {

    private static final int MOST_CATEGORIES = 50;

    /** With every field that has a meaning by itself filled in. */
    public static SelectionForm of(SelectionRule rule) {
        return new SelectionForm(
                rule.minCount(),
                rule.maxCount(),
                text(rule.each().min()),
                text(rule.each().max()),
                rule.combination(),
                text(rule.total().min()),
                text(rule.total().max()),
                rule.categories(),
                rule.minCategories(),
                rule.isDistinct());
    }

    private static @Nullable String text(@Nullable BigDecimal number) {
        return number == null ? null : SelectionRule.plain(number);
    }

    /** Notes every field that is wrong by itself; then what is returned lacks it. @param path where the form stands */
    public SelectionRule read(String path, FieldChecks checks) {
        List<String> named = categories == null ? List.of() : categories;
        require(
                checks,
                path + ".categories",
                areCategories(named),
                "At most " + MOST_CATEGORIES
                        + " categories, none twice, each of 1 to 40 small letters, digits and hyphens.");
        count(checks, path + ".minCount", minCount);
        count(checks, path + ".maxCount", maxCount);
        count(checks, path + ".minCategories", minCategories);
        return new SelectionRule(
                minCount,
                maxCount == null ? Selection.MOST : maxCount,
                new SelectionRule.Range(
                        decimal(checks, path + ".minValue", minValue), decimal(checks, path + ".maxValue", maxValue)),
                combination,
                new SelectionRule.Range(
                        decimal(checks, path + ".minTotal", minTotal), decimal(checks, path + ".maxTotal", maxTotal)),
                named,
                minCategories,
                Boolean.TRUE.equals(isDistinct));
    }

    private static boolean areCategories(List<String> named) {
        return named.size() <= MOST_CATEGORIES
                && new HashSet<>(named).size() == named.size()
                && named.stream()
                        .allMatch(one -> Selection.CATEGORY.matcher(one).matches());
    }

    private static void count(FieldChecks checks, String path, @Nullable Integer number) {
        boolean isFine = number == null || number >= 1 && number <= Selection.MOST;
        require(checks, path, isFine, "1 to " + Selection.MOST + ", not " + number + ".");
    }

    private static @Nullable BigDecimal decimal(FieldChecks checks, String path, @Nullable String text) {
        return text == null ? null : checks.read(path, () -> Selection.decimal(text));
    }

    private static void require(FieldChecks checks, String path, boolean isFine, String otherwise) {
        checks.read(path, () -> {
            if (!isFine) {
                throw new IllegalArgumentException(otherwise);
            }
            return Boolean.TRUE;
        });
    }
}
