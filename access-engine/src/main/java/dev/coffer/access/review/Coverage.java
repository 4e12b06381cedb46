package dev.coffer.access.review;

import dev.coffer.access.Rule;
import dev.coffer.access.Urn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which of some rules make another one idle: whoever takes the idle one away changes no decision. Found by the few URNs
 * that can cover another, so the time is that of the number of rules, not of its square.
 */
final class Coverage {
    private static final String ANY = "*";
    private static final String ALL = "all";

    private record Placed(int position, Rule rule) {}

    private final List<Rule> rules;
    private final Map<Urn, List<Placed>> byUrn = new HashMap<>();

    Coverage(List<Rule> rules) {
        this.rules = rules;
        for (int i = 0; i < rules.size(); i++) {
            byUrn.computeIfAbsent(rules.get(i).urn(), _ -> new ArrayList<>()).add(new Placed(i, rules.get(i)));
        }
    }

    /** A denial that applies whenever the grant does, and is not below it; or null. */
    @Nullable
    Rule denying(Rule grant) {
        return find(grant, each -> is(Rule.Effect.DENIAL, each) && isNotNarrower(each.rule(), grant));
    }

    /** A rule of the same effect that reaches as far or further; or null. */
    @Nullable
    Rule covering(Rule rule) {
        return find(rule, each -> is(rule.effect(), each) && isNotNarrower(each.rule(), rule));
    }

    /** A grant of a higher priority that applies always and to any target; or null. */
    @Nullable
    Rule outranking(Rule denial) {
        return find(
                denial,
                each -> is(Rule.Effect.GRANT, each)
                        && isForAnyTarget(each.rule())
                        && each.rule().condition() == null
                        && each.rule().priority() > denial.priority());
    }

    /** As {@link #covering}, of a rule that stands among these: of two alike the last is the idle one. */
    @Nullable
    Rule coveringOneOfThese(int position) {
        Rule rule = rules.get(position);
        return find(
                rule,
                each -> each.position() != position
                        && is(rule.effect(), each)
                        && isNotNarrower(each.rule(), rule)
                        && (each.position() < position || !isAlike(each.rule(), rule)));
    }

    /** The rules of one effect that are not idle. */
    List<Rule> effective(Rule.Effect effect) {
        List<Rule> effective = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.effect() == effect && coveringOneOfThese(i) == null && opposing(rule) == null) {
                effective.add(rule);
            }
        }
        return effective;
    }

    private @Nullable Rule opposing(Rule rule) {
        return rule.effect() == Rule.Effect.GRANT ? denying(rule) : outranking(rule);
    }

    private @Nullable Rule find(Rule rule, Predicate<Placed> wanted) {
        for (String resource : distinct(rule.urn().resource(), ANY)) {
            for (String action : distinct(rule.urn().action(), ANY)) {
                for (String target : distinct(rule.urn().target(), ANY, ALL)) {
                    for (Placed each : byUrn.getOrDefault(new Urn(resource, action, target), List.of())) {
                        if (wanted.test(each)) {
                            return each.rule();
                        }
                    }
                }
            }
        }
        return null;
    }

    private static Set<String> distinct(String... segments) {
        return new LinkedHashSet<>(List.of(segments));
    }

    private static boolean is(Rule.Effect effect, Placed each) {
        return each.rule().effect() == effect;
    }

    /** The URN is known to cover; this is about the rest. */
    private static boolean isNotNarrower(Rule wide, Rule narrow) {
        return wide.priority() >= narrow.priority()
                && (wide.condition() == null || wide.condition().equals(narrow.condition()));
    }

    private static boolean isAlike(Rule one, Rule other) {
        return one.urn().covers(other.urn())
                && other.urn().covers(one.urn())
                && one.priority() == other.priority()
                && Objects.equals(one.condition(), other.condition());
    }

    private static boolean isForAnyTarget(Rule rule) {
        return rule.urn().target().equals(ANY) || rule.urn().target().equals(ALL);
    }
}
