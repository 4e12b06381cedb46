package dev.coffer.access;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one effect for one resource and action, found by target without looking at the others.
 *
 * @param any the rule for {@code all} or {@code *}
 * @param own the rule for {@code own}
 * @param byTarget rules for single targets, by id
 * @param byTeam rules for what a team owns, by owner id ({@code team/<id>})
 */
record TargetRules(@Nullable Rule any, @Nullable Rule own, Map<String, Rule> byTarget, Map<String, Rule> byTeam) {
    static final TargetRules NONE = new TargetRules(null, null, Map.of(), Map.of());

    TargetRules {
        byTarget = Map.copyOf(byTarget);
        byTeam = Map.copyOf(byTeam);
    }

    /** The rule that certainly applies to the question, or null. */
    @Nullable
    Rule certainlyApplying(Question question) {
        if (any != null) {
            return any;
        }
        if (own != null && question.isAboutOwnTarget()) {
            return own;
        }
        Rule forTarget = question.targetId() == null ? null : byTarget.get(question.targetId());
        if (forTarget != null) {
            return forTarget;
        }
        return question.ownerId() == null ? null : byTeam.get(question.ownerId());
    }

    /** A rule that might apply, if the owner or target that the question leaves open were the right one; or null. */
    @Nullable
    Rule possiblyApplying(Question question) {
        if (question.ownerId() == null && own != null) {
            return own;
        }
        if (question.targetId() == null && !byTarget.isEmpty()) {
            return byTarget.values().iterator().next();
        }
        return question.ownerId() == null && !byTeam.isEmpty()
                ? byTeam.values().iterator().next()
                : null;
    }

    /** Any rule there is, those for {@code own} first, to explain what a grant falls short of; or null. */
    @Nullable
    Rule nearest() {
        if (any != null || own != null) {
            return any == null ? own : any;
        }
        Map<String, Rule> rest = byTarget.isEmpty() ? byTeam : byTarget;
        return rest.isEmpty() ? null : rest.values().iterator().next();
    }

    /** Collects rules; of two for the same target the first stays, so a role's own rule is named before an inherited. */
    static final class Builder {
        private @Nullable Rule any;
        private @Nullable Rule own;
        private final Map<String, Rule> byTarget = new HashMap<>();
        private final Map<String, Rule> byTeam = new HashMap<>();

        void add(Rule rule) {
            Urn urn = rule.urn();
            if (urn.isForAnyTarget()) {
                any = any == null ? rule : any;
            } else if (urn.isForOwnTarget()) {
                own = own == null ? rule : own;
            } else {
                (urn.isForTeam() ? byTeam : byTarget).putIfAbsent(urn.target(), rule);
            }
        }

        TargetRules build() {
            boolean isEmpty = any == null && own == null && byTarget.isEmpty() && byTeam.isEmpty();
            return isEmpty ? NONE : new TargetRules(any, own, byTarget, byTeam);
        }
    }
}
