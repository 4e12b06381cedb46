package dev.coffer.bonus.template;

import dev.coffer.bonus.selection.Combination;
import dev.coffer.bonus.selection.SelectionRule;
import dev.coffer.bonus.selection.SelectionRule.Range;
import dev.coffer.bonus.template.Contradictions.Contradiction;
import java.util.ArrayList;
import java.util.List;

/** Finds what in a rule about what a player chose can never be met, or fits nothing else in the template. */
final class SelectionContradictions {

    private final TemplateContent content;
    private final List<Contradiction> found = new ArrayList<>();

    private SelectionContradictions(TemplateContent content) {
        this.content = content;
    }

    static List<Contradiction> in(TemplateContent content) {
        SelectionContradictions contradictions = new SelectionContradictions(content);
        SelectionRule rule = content.selection();
        if (rule == null) {
            contradictions.add(
                    content.triggers().contains(Trigger.BET),
                    "selection",
                    "The trigger BET needs what has to be chosen for the bet.");
        } else {
            contradictions.triggers();
            contradictions.counts(rule);
            contradictions.totals(rule);
        }
        return contradictions.found;
    }

    private void triggers() {
        List<Trigger> without = content.triggers().stream()
                .filter(trigger -> !Trigger.OF_SELECTIONS.contains(trigger))
                .toList();
        add(
                !without.isEmpty(),
                "selection",
                "Nothing is chosen with " + without + ": use BET and PURCHASE alone, or drop the rule.");
    }

    private void counts(SelectionRule rule) {
        add(
                rule.minCount() > rule.maxCount(),
                "selection.maxCount",
                "It is below minCount: no choice has so many and so few.");
        add(rule.each().isEmpty(), "selection.maxValue", "It is below minValue: no value lies between.");
        Integer kinds = rule.minCategories();
        add(
                kinds != null && kinds > rule.maxCount(),
                "selection.minCategories",
                "There are never as many categories as that: a choice has at most " + rule.maxCount() + ".");
        add(
                kinds != null
                        && !rule.categories().isEmpty()
                        && kinds > rule.categories().size(),
                "selection.minCategories",
                "Only " + rule.categories().size() + " categories are named: name more, or ask for fewer.");
    }

    private void totals(SelectionRule rule) {
        Combination combination = rule.combination();
        add(
                combination == null && !rule.total().isOpen(),
                "selection.combination",
                "A total needs to be said what it is: PRODUCT or SUM.");
        add(
                combination != null && rule.total().isOpen(),
                "selection.combination",
                "Nothing is asked of the total: set minTotal or maxTotal, or drop it.");
        add(
                content.type() == BonusType.COMBO && combination == Combination.SUM,
                "selection.combination",
                "The odds of a COMBO are multiplied: use PRODUCT.");
        add(
                content.type() == BonusType.BUNDLE && combination == Combination.PRODUCT,
                "selection.combination",
                "The prices of a BUNDLE are added: use SUM.");
        add(rule.total().isEmpty(), "selection.maxTotal", "It is below minTotal: no total lies between.");
        if (combination != null && rule.minCount() <= rule.maxCount()) {
            reachable(rule);
        }
    }

    private void reachable(SelectionRule rule) {
        Range reachable = rule.reachable();
        add(
                new Range(rule.total().min(), reachable.max()).isEmpty(),
                "selection.minTotal",
                "No choice comes to as much: raise maxValue or maxCount, or lower it.");
        add(
                new Range(reachable.min(), rule.total().max()).isEmpty(),
                "selection.maxTotal",
                "Every choice comes to more: lower minValue or minCount, or raise it.");
    }

    private void add(boolean isWrong, String path, String sentence) {
        if (isWrong) {
            found.add(new Contradiction(path, sentence));
        }
    }
}
