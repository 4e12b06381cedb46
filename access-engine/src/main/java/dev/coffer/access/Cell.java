package dev.coffer.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one role says about one resource and action, found by target without looking at rules for others. Rules stand in
 * chains, the one that decides first at the head, and a chain ends where a rule has no condition, because none behind it
 * can decide.
 *
 * @param any rules for {@code all} or {@code *}
 * @param own rules for {@code own}
 * @param byTarget rules for single targets, by id
 * @param byTeam rules for what a team owns, by owner id ({@code team/<id>})
 * @param unlessOwner denials that may apply where the owner is not known
 * @param unlessTarget denials that may apply where the target is not known
 * @param nearestGrant a grant for some target, {@code own} first, to explain what is not granted
 */
// Arrays, because a decision walks them: nobody compares cells or changes one.
@SuppressWarnings("ArrayRecordComponent")
record Cell(
        Rule[] any,
        Rule[] own,
        Map<String, Rule[]> byTarget,
        Map<String, Rule[]> byTeam,
        Rule[] unlessOwner,
        Rule[] unlessTarget,
        @Nullable Rule nearestGrant) {
    private static final Rule[] NONE = {};

    /** A denial before a grant, and what applies always before what has a condition: it settles more. */
    private static final Comparator<Rule> DECIDING_FIRST = Comparator.comparingInt(Rule::priority)
            .reversed()
            .thenComparing(Rule::effect, Comparator.reverseOrder())
            .thenComparing(rule -> rule.condition() != null);

    private static Rule[] chain(List<Rule> rules) {
        List<Rule> chain = new ArrayList<>();
        for (Rule rule : rules.stream().sorted(DECIDING_FIRST).toList()) {
            chain.add(rule);
            if (rule.condition() == null) {
                break;
            }
        }
        return chain.isEmpty() ? NONE : chain.toArray(Rule[]::new);
    }

    /** Collects rules. Of two alike the first stays ahead, so a role's own rule is named before an inherited one. */
    static final class Builder {
        private final List<Rule> any = new ArrayList<>();
        private final List<Rule> own = new ArrayList<>();
        private final Map<String, List<Rule>> byTarget = new HashMap<>();
        private final Map<String, List<Rule>> byTeam = new HashMap<>();
        private final List<Rule> unlessOwner = new ArrayList<>();
        private final List<Rule> unlessTarget = new ArrayList<>();
        private @Nullable Rule ownGrant;
        private @Nullable Rule otherGrant;

        void add(Rule rule) {
            Urn urn = rule.urn();
            if (urn.isForAnyTarget()) {
                any.add(rule);
                return;
            }
            if (urn.isForOwnTarget()) {
                own.add(rule);
            } else {
                (urn.isForTeam() ? byTeam : byTarget)
                        .computeIfAbsent(urn.target(), _ -> new ArrayList<>())
                        .add(rule);
            }
            if (rule.effect() == Rule.Effect.DENIAL) {
                (urn.isForOwner() ? unlessOwner : unlessTarget).add(rule);
            } else if (urn.isForOwnTarget()) {
                ownGrant = ownGrant == null ? rule : ownGrant;
            } else {
                otherGrant = otherGrant == null ? rule : otherGrant;
            }
        }

        Cell build() {
            return new Cell(
                    chain(any),
                    chain(own),
                    chains(byTarget),
                    chains(byTeam),
                    chain(unlessOwner),
                    chain(unlessTarget),
                    ownGrant == null ? otherGrant : ownGrant);
        }

        private static Map<String, Rule[]> chains(Map<String, List<Rule>> rules) {
            Map<String, Rule[]> chains = new HashMap<>();
            rules.forEach((key, listed) -> chains.put(key, chain(listed)));
            return Map.copyOf(chains);
        }
    }
}
