package dev.coffer.bonus.selection;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether what was chosen meets a rule. Pure; names every part of the rule that is not met. */
public final class SelectionJudge {

    private final SelectionRule rule;
    private final List<Selection> chosen;
    private final List<Unmet> found = new ArrayList<>();

    private SelectionJudge(SelectionRule rule, List<Selection> chosen) {
        this.rule = rule;
        this.chosen = chosen;
    }

    /** @param words a sentence for players */
    public record Unmet(SelectionReason reason, String words) {}

    /** Empty where the choice meets the rule. */
    public static List<Unmet> unmet(SelectionRule rule, List<Selection> chosen) {
        SelectionJudge judge = new SelectionJudge(rule, chosen);
        judge.count();
        judge.values();
        judge.categories();
        judge.repeated();
        judge.total();
        return List.copyOf(judge.found);
    }

    /** What the values come to, by the rule; null where the rule asks for no total. */
    public static @Nullable BigDecimal total(SelectionRule rule, List<Selection> chosen) {
        return rule.combination() == null
                ? null
                : rule.combination().total(chosen.stream().map(Selection::value).toList());
    }

    private void count() {
        if (chosen.size() < rule.minCount() || chosen.size() > rule.maxCount()) {
            add(SelectionReason.SELECTION_COUNT, "Choose " + rule.countWords() + "; it is " + chosen.size() + ".");
        }
    }

    private void values() {
        String others = names(
                chosen.stream().filter(one -> !rule.each().holds(one.value())).toList());
        if (!others.isEmpty()) {
            add(SelectionReason.SELECTION_VALUE, "Each is " + rule.each().words() + "; not so: " + others + ".");
        }
    }

    private void categories() {
        Set<String> allowed = new HashSet<>(rule.categories());
        String others = names(chosen.stream()
                .filter(one -> !allowed.isEmpty() && !allowed.contains(one.category()))
                .toList());
        if (!others.isEmpty()) {
            String all = String.join(", ", rule.categories());
            add(SelectionReason.SELECTION_CATEGORY, "Each is of " + all + "; not so: " + others + ".");
        }
        long different = chosen.stream().map(Selection::category).distinct().count();
        if (rule.minCategories() != null && different < rule.minCategories()) {
            add(
                    SelectionReason.SELECTION_CATEGORIES,
                    "Choose of " + rule.minCategories() + " categories or more; it is " + different + ".");
        }
    }

    private void repeated() {
        Set<String> seen = new HashSet<>();
        String twice = names(chosen.stream().filter(one -> !seen.add(one.id())).toList());
        if (rule.isDistinct() && !twice.isEmpty()) {
            add(SelectionReason.SELECTION_REPEATED, "Choose nothing twice; so it is with: " + twice + ".");
        }
    }

    private void total() {
        BigDecimal total = total(rule, chosen);
        if (total != null && !rule.total().holds(total)) {
            add(
                    SelectionReason.SELECTION_TOTAL,
                    "All together they come to " + rule.total().words() + "; it is "
                            + SelectionRule.plain(Objects.requireNonNull(total)) + ".");
        }
    }

    private static String names(List<Selection> some) {
        return some.stream().map(Selection::id).distinct().collect(Collectors.joining(", "));
    }

    private void add(SelectionReason reason, String words) {
        found.add(new Unmet(reason, words));
    }
}
