package dev.coffer.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The meaning of a policy, written as loops over all rules, sharing no code with the compiled form. */
final class NaiveEvaluator {
    /** How far a rule applies: 1 certainly, 0 nobody knows, -1 not. Of two, both: the least. */
    private record Applied(Rule rule, int target, int whole) {}

    /** @param outcome how it came about @param deciders the rules of which the decision must name one */
    record Answer(Decision.Outcome outcome, List<Rule> deciders) {}

    private final Case asked;
    private final List<Applied> applied = new ArrayList<>();

    private NaiveEvaluator(Case asked) {
        this.asked = asked;
    }

    static Answer answer(Case asked) {
        return new NaiveEvaluator(asked).answer();
    }

    private Answer answer() {
        Set<String> held = new HashSet<>();
        asked.subject().roles().forEach(name -> collect(name, held));
        NaiveConditions conditions = new NaiveConditions(asked, held);
        for (Role role : asked.roles()) {
            if (held.contains(role.name())) {
                role.rules().forEach(rule -> apply(rule, conditions));
            }
        }
        List<Rule> counting = rules(NaiveEvaluator::counts);
        if (counting.isEmpty()) {
            return new Answer(nearest(), List.of());
        }
        int top = counting.stream().mapToInt(Rule::priority).max().orElseThrow();
        List<Rule> certainDenials = rules(each -> isAt(top, each) && isDenial(each) && each.whole() == 1);
        List<Rule> possibleDenials = rules(each -> isAt(top, each) && isDenial(each) && each.whole() == 0);
        if (!certainDenials.isEmpty()) {
            return new Answer(Decision.Outcome.DENIED_BY_RULE, certainDenials);
        }
        if (!possibleDenials.isEmpty()) {
            return new Answer(Decision.Outcome.DENIED_UNLESS_KNOWN, possibleDenials);
        }
        return new Answer(
                Decision.Outcome.GRANTED, rules(each -> isAt(top, each) && !isDenial(each) && each.whole() == 1));
    }

    private Decision.Outcome nearest() {
        if (!rules(each -> !isDenial(each) && each.target() == 1).isEmpty()) {
            return Decision.Outcome.NOT_GRANTED_BY_CONDITION;
        }
        return rules(each -> !isDenial(each)).isEmpty()
                ? Decision.Outcome.NOT_GRANTED
                : Decision.Outcome.NOT_GRANTED_FOR_TARGET;
    }

    private void collect(String name, Set<String> held) {
        held.add(name);
        for (Role role : asked.roles()) {
            if (role.name().equals(name)) {
                role.inherits().forEach(parent -> collect(parent, held));
            }
        }
    }

    private void apply(Rule rule, NaiveConditions conditions) {
        String[] segments = rule.urn().toString().split(":");
        boolean isForResource = segments[0].equals("*") || segments[0].equals(asked.resource());
        boolean isForAction = segments[1].equals("*") || segments[1].equals(asked.action());
        if (isForResource && isForAction) {
            int target = target(segments[2]);
            int condition = rule.condition() == null ? 1 : conditions.value(rule.condition());
            applied.add(new Applied(rule, target, Math.min(target, condition)));
        }
    }

    private int target(String target) {
        if (target.equals("all") || target.equals("*")) {
            return 1;
        }
        if (target.equals("own")) {
            return compare(asked.subject().id(), asked.ownerId());
        }
        return compare(target, target.startsWith("team/") ? asked.ownerId() : asked.targetId());
    }

    private List<Rule> rules(Predicate<Applied> wanted) {
        return applied.stream().filter(wanted).map(Applied::rule).toList();
    }

    private static boolean counts(Applied each) {
        return isDenial(each) ? each.whole() >= 0 : each.whole() == 1;
    }

    private static boolean isAt(int priority, Applied each) {
        return each.rule().priority() == priority;
    }

    private static boolean isDenial(Applied each) {
        return each.rule().effect() == Rule.Effect.DENIAL;
    }

    static int compare(String wanted, @Nullable String actual) {
        if (actual == null) {
            return 0;
        }
        return wanted.equals(actual) ? 1 : -1;
    }
}
