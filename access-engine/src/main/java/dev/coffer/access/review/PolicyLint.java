package dev.coffer.access.review;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Rule;
import dev.coffer.access.condition.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for rules and roles that have no effect. What it finds is certain; it does not find everything: of conditions it
 * compares pairs that must hold together, and it looks at each role by itself.
 */
public final class PolicyLint {
    private final Lineage lineage;
    private final Satisfiability satisfiability;
    private final Set<String> known;
    private final List<Finding> findings = new ArrayList<>();

    private PolicyLint(Policy policy) {
        this.lineage = new Lineage(policy);
        this.satisfiability = new Satisfiability(lineage);
        this.known = policy.roles().stream().map(Role::name).collect(Collectors.toSet());
    }

    /** All findings, in the order of the policy's roles and rules; empty where there is nothing to say. */
    public static List<Finding> check(Policy policy) {
        PolicyLint lint = new PolicyLint(policy);
        Set<String> needed = new HashSet<>(policy.rolesInConditions());
        policy.roles().forEach(role -> needed.addAll(role.inherits()));
        for (Role role : policy.roles()) {
            lint.check(role);
            if (lint.lineage.rules(role.name()).isEmpty() && !needed.contains(role.name())) {
                lint.findings.add(new Finding(
                        Finding.Code.ROLE_WITHOUT_EFFECT,
                        role.name(),
                        null,
                        "role \"%s\" grants and denies nothing, nobody inherits it and no condition asks for it"
                                .formatted(role.name())));
            }
        }
        return List.copyOf(lint.findings);
    }

    private void check(Role role) {
        List<Rule> rules = lineage.rules(role.name());
        Coverage coverage = new Coverage(rules);
        for (int i = rules.size() - role.rules().size(); i < rules.size(); i++) {
            checkReach(rules.get(i), i, coverage);
            checkCondition(rules.get(i));
        }
    }

    private void checkReach(Rule rule, int position, Coverage coverage) {
        Rule covering = coverage.coveringOneOfThese(position);
        if (rule.effect() == Rule.Effect.GRANT) {
            Rule denying = coverage.denying(rule);
            addIf(denying, Finding.Code.GRANT_DENIED, rule, "which takes all that it permits");
            addIf(
                    denying == null ? covering : null,
                    Finding.Code.GRANT_COVERED,
                    rule,
                    "which reaches as far or further");
        } else {
            Rule outranking = coverage.outranking(rule);
            addIf(outranking, Finding.Code.DENIAL_OUTRANKED, rule, "which permits all that it forbids");
            addIf(
                    outranking == null ? covering : null,
                    Finding.Code.DENIAL_COVERED,
                    rule,
                    "which reaches as far or further");
        }
    }

    private void checkCondition(Rule rule) {
        Condition condition = rule.condition();
        if (condition == null) {
            return;
        }
        if (!satisfiability.canHold(condition)) {
            String then =
                    rule.effect() == Rule.Effect.GRANT ? "it never permits anything" : "it denies only what is unknown";
            add(Finding.Code.CONDITION_NEVER_HOLDS, rule, "its condition can never hold: " + then);
        }
        Set<String> unknown = new TreeSet<>(Policy.of(List.of(new Role(rule.role(), List.of(), List.of(rule))))
                .rolesInConditions());
        unknown.removeAll(known);
        for (String name : unknown) {
            add(Finding.Code.ROLE_UNKNOWN, rule, "the policy has no role \"" + name + "\" that its condition asks for");
        }
    }

    private void addIf(@Nullable Rule other, Finding.Code code, Rule rule, String why) {
        if (other != null) {
            add(code, rule, "there is also: " + other + ", " + why);
        }
    }

    private void add(Finding.Code code, Rule rule, String why) {
        findings.add(new Finding(code, rule.role(), rule, rule + "; " + why));
    }
}
