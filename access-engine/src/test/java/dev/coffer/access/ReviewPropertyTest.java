package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.condition.Context;
import dev.coffer.access.review.Finding;
import dev.coffer.access.review.PolicyDiff;
import dev.coffer.access.review.PolicyLint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a review says of a policy, held against what the policy decides. */
class ReviewPropertyTest {
    private static final int POLICIES = 1_500;
    private static final int QUESTIONS = 40;

    private static final PolicyDiff.ReachChange NOTHING =
            new PolicyDiff.ReachChange("", List.of(), List.of(), List.of(), List.of(), Set.of(), Set.of());

    private final long seed = Long.getLong("coffer.access.seed", System.nanoTime());
    private final RandomCases random = new RandomCases(seed);

    @Test
    void taking_away_a_rule_that_has_no_effect_changes_no_decision() {
        System.out.println("ReviewPropertyTest: seed " + seed);
        int found = 0;
        for (int i = 0; i < POLICIES; i++) {
            List<Role> roles = random.roles();
            for (Finding finding : PolicyLint.check(Policy.of(roles))) {
                boolean isIdle = switch (finding.code()) {
                    case GRANT_DENIED, GRANT_COVERED, DENIAL_COVERED, DENIAL_OUTRANKED -> true;
                    case CONDITION_NEVER_HOLDS -> ruleOf(finding).effect() == Rule.Effect.GRANT;
                    case ROLE_UNKNOWN, ROLE_WITHOUT_EFFECT -> false;
                };
                if (isIdle) {
                    found++;
                    requireSame(roles, without(roles, ruleOf(finding)), finding);
                }
            }
        }
        assertThat(found).isGreaterThan(POLICIES / 4);
    }

    @Test
    void who_loses_a_permission_is_listed_as_losing_and_who_gains_one_as_gaining() {
        System.out.println("ReviewPropertyTest: seed " + seed);
        int lost = 0;
        int gained = 0;
        for (int i = 0; i < POLICIES; i++) {
            List<Role> before = random.roles();
            List<Role> after = random.below(3) == 0 ? random.roles() : changed(before);
            Map<String, PolicyDiff.ReachChange> reach =
                    PolicyDiff.between(Policy.of(before), Policy.of(after)).reach().stream()
                            .collect(Collectors.toMap(PolicyDiff.ReachChange::role, change -> change));
            for (int j = 0; j < QUESTIONS; j++) {
                Case asked = random.question(before);
                String role = random.pick(random.below(2) == 0 ? before : after).name();
                asked = asked.with(new Subject("u-1", "acme", Set.of(role)));
                boolean was = permitted(asked);
                boolean is = permitted(asked.with(after));
                PolicyDiff.ReachChange change = reach.getOrDefault(role, NOTHING);
                if (was == is) {
                    continue;
                }
                assertThat(change)
                        .as("seed %d: %s%nbecame%s", seed, asked, asked.with(after))
                        .isNotNull();
                boolean isListed = was
                        ? !change.lostGrants().isEmpty()
                                || !change.gainedDenials().isEmpty()
                        : !change.gainedGrants().isEmpty()
                                || !change.lostDenials().isEmpty();
                boolean inheritsOtherwise =
                        !change.inherited().isEmpty() || !change.disinherited().isEmpty();
                assertThat(isListed || inheritsOtherwise)
                        .as("seed %d: %s in %s", seed, change, asked)
                        .isTrue();
                lost += was && !inheritsOtherwise ? 1 : 0;
                gained += is && !inheritsOtherwise ? 1 : 0;
            }
        }
        assertThat(lost).isGreaterThan(POLICIES / 10);
        assertThat(gained).isGreaterThan(POLICIES / 10);
    }

    @Test
    void a_policy_differs_in_nothing_from_itself() {
        for (int i = 0; i < POLICIES; i++) {
            List<Role> roles = random.roles();
            PolicyDiff diff = PolicyDiff.between(Policy.of(roles), Policy.of(roles));

            assertThat(diff.isEmpty()).as("seed %d: %s", seed, roles).isTrue();
            assertThat(diff.reach()).as("seed %d: %s", seed, roles).isEmpty();
        }
    }

    private static Rule ruleOf(Finding finding) {
        return Objects.requireNonNull(finding.rule(), finding.sentence());
    }

    private void requireSame(List<Role> roles, List<Role> fewer, Finding finding) {
        for (int i = 0; i < QUESTIONS; i++) {
            Case asked = random.question(roles);
            // The role that has the finding must be among those held, or the rule never counts.
            asked = asked.with(new Subject(
                    "u-1",
                    "acme",
                    new HashSet<>(List.of(finding.role(), random.pick(roles).name()))));
            assertThat(permitted(asked.with(fewer)))
                    .as("seed %d: %s in %s", seed, finding, asked)
                    .isEqualTo(permitted(asked));
        }
    }

    private List<Role> changed(List<Role> roles) {
        Role changed = random.pick(roles);
        List<Rule> rules = new ArrayList<>(changed.rules());
        if (!rules.isEmpty()) {
            rules.remove(random.below(rules.size()));
        }
        for (Rule other : random.pick(random.roles()).rules()) {
            rules.add(new Rule(changed.name(), other.effect(), other.urn(), other.priority(), other.condition()));
        }
        return replacing(roles, changed, rules);
    }

    private static List<Role> without(List<Role> roles, Rule rule) {
        Role stating = roles.stream()
                .filter(role -> role.name().equals(rule.role()))
                .findFirst()
                .orElseThrow();
        List<Rule> rules = new ArrayList<>(stating.rules());
        // Of several alike the last is the one that was found.
        rules.remove(rules.lastIndexOf(rule));
        return replacing(roles, stating, rules);
    }

    private static List<Role> replacing(List<Role> roles, Role old, List<Rule> rules) {
        return roles.stream()
                .map(role -> role == old ? new Role(old.name(), old.inherits(), rules) : role)
                .toList();
    }

    private static boolean permitted(Case asked) {
        Context context = asked.context();
        return Policy.of(asked.roles())
                .compile()
                .decide(asked.subject(), asked.resource(), asked.action(), asked.ownerId(), asked.targetId(), context)
                .isPermitted();
    }
}
