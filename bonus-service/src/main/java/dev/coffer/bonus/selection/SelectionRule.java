package dev.coffer.bonus.selection;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be chosen. All bounds are within.
 *
 * @param minCount 1 to {@value Selection#MOST}
 * @param maxCount 1 to {@value Selection#MOST}
 * @param each of the value of each one
 * @param combination what the total is; null where nothing is asked of it
 * @param total of the total
 * @param categories of which each one is; empty for any
 * @param minCategories how many different categories they are of; null for any number
 * @param isDistinct whether nothing may be chosen twice
 */
public record SelectionRule(
        int minCount,
        int maxCount,
        Range each,
        @Nullable Combination combination,
        Range total,
        List<String> categories,
        @Nullable Integer minCategories,
        boolean isDistinct) {

    public SelectionRule {
        categories = List.copyOf(categories);
    }

    /** @param min null for no least @param max null for no most */
    public record Range(@Nullable BigDecimal min, @Nullable BigDecimal max) {

        boolean holds(BigDecimal value) {
            return (min == null || value.compareTo(min) >= 0) && (max == null || value.compareTo(max) <= 0);
        }

        /** Whether it holds nothing. */
        public boolean isEmpty() {
            return min != null && max != null && min.compareTo(max) > 0;
        }

        /** Whether it holds everything. */
        public boolean isOpen() {
            return min == null && max == null;
        }

        String words() {
            if (min == null) {
                return max == null ? "of any size" : "at most " + plain(max);
            }
            return max == null ? "at least " + plain(min) : plain(min) + " to " + plain(max);
        }
    }

    /** Which totals there can be at all, by what is asked of the number and of each one. */
    public Range reachable() {
        if (combination == null) {
            return new Range(null, null);
        }
        BigDecimal least = each.min() == null ? BigDecimal.ZERO : each.min();
        BigDecimal low = combination.ofEqual(least, minCount).min(combination.ofEqual(least, maxCount));
        BigDecimal most = each.max();
        return new Range(
                low,
                most == null ? null : combination.ofEqual(most, minCount).max(combination.ofEqual(most, maxCount)));
    }

    /** In sentences for players. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(
                "Choose " + countWords() + (categories.isEmpty() ? "" : " of " + String.join(", ", categories)) + ".");
        if (!each.isOpen()) {
            words.add("Each is " + each.words() + ".");
        }
        if (combination != null) {
            words.add(
                    (combination == Combination.SUM ? "Added" : "Multiplied") + " they come to " + total.words() + ".");
        }
        if (minCategories != null) {
            words.add("They are of " + minCategories + " categories or more.");
        }
        if (isDistinct) {
            words.add("Choose nothing twice.");
        }
        return words;
    }

    String countWords() {
        return minCount == maxCount ? String.valueOf(minCount) : minCount + " to " + maxCount;
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
