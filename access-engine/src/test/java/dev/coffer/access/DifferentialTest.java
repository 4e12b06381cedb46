package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random policies and questions, the compiled policy against {@link NaiveEvaluator}. More cases:
 * {@code -Dcoffer.access.cases=1000000}; the same again: {@code -Dcoffer.access.seed=<printed seed>}.
 */
class DifferentialTest {
    private static final int CASES = Integer.getInteger("coffer.access.cases", 200_000);
    private static final int QUESTIONS_PER_POLICY = 200;
    private static final int MIN_CASES_OF_EACH_OUTCOME = CASES / 100;

    private static final List<String> RESOURCES = List.of("wallet", "transfer", "user", "fee");
    private static final List<String> ACTIONS = List.of("read", "create", "update");
    private static final List<String> OWNERS = List.of("u-1", "u-2", "team/red", "team/blue");
    private static final List<String> TARGETS = List.of("w-1", "w-2", "own", "all", "team/red", "u-1");
    private static final List<String> URN_TARGETS =
            List.of("own", "all", "*", "w-1", "w-2", "u-1", "team/red", "team/blue");

    private final long seed = Long.getLong("coffer.access.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int[] outcomes = new int[Decision.Outcome.values().length];

    @Test
    void the_compiled_policy_decides_as_the_naive_evaluator() {
        System.out.println("DifferentialTest: seed " + seed + ", " + CASES + " cases");
        for (int done = 0; done < CASES; done += QUESTIONS_PER_POLICY) {
            List<Role> roles = randomRoles();
            CompiledPolicy compiled = Policy.of(roles).compile();
            NaiveEvaluator naive = new NaiveEvaluator(roles);
            for (int i = 0; i < QUESTIONS_PER_POLICY; i++) {
                askBoth(roles, compiled, naive);
            }
        }
        for (Decision.Outcome outcome : Decision.Outcome.values()) {
            assertThat(outcomes[outcome.ordinal()])
                    .as("cases that ended %s, seed %d", outcome, seed)
                    .isGreaterThanOrEqualTo(MIN_CASES_OF_EACH_OUTCOME);
        }
    }

    private void askBoth(List<Role> roles, CompiledPolicy compiled, NaiveEvaluator naive) {
        Subject subject = new Subject("u-1", "acme", randomRoleNames(roles));
        String resource = random.nextInt(10) == 0 ? "unmentioned" : pick(RESOURCES);
        String action = random.nextInt(10) == 0 ? "unmentioned" : pick(ACTIONS);
        String owner = pickOrNull(OWNERS);
        String target = pickOrNull(TARGETS);

        Decision decision = compiled.decide(subject, resource, action, owner, target);

        NaiveEvaluator.Answer expected = naive.decide(subject, resource, action, owner, target);
        String question = "seed %d: %s asks %s:%s owner %s target %s of %s"
                .formatted(seed, subject, resource, action, owner, target, roles);
        assertThat(decision.isPermitted()).as(question).isEqualTo(expected.isPermitted());
        Rule rule = decision.rule();
        if (!expected.deciders().isEmpty()) {
            assertThat(expected.deciders())
                    .as(question)
                    .contains(rule == null ? "none" : rule.role() + " " + rule.urn());
        }
        assertThat(decision.explain()).as(question).startsWith(expected.isPermitted() ? "permit " : "deny ");
        outcomes[decision.outcome().ordinal()]++;
    }

    private List<Role> randomRoles() {
        List<Role> roles = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            List<String> inherits = new ArrayList<>();
            for (int parent = 0; parent < i; parent++) {
                if (random.nextInt(4) == 0) {
                    inherits.add("r" + parent);
                }
            }
            roles.add(new Role("r" + i, inherits, randomUrns(4), randomUrns(random.nextInt(3))));
        }
        return roles;
    }

    private List<String> randomUrns(int most) {
        List<String> urns = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            urns.add(pickOrAny(RESOURCES) + ":" + pickOrAny(ACTIONS) + ":" + pick(URN_TARGETS));
        }
        return urns;
    }

    private Set<String> randomRoleNames(List<Role> roles) {
        Set<String> names = new HashSet<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            names.add(random.nextInt(12) == 0 ? "ghost" : pick(roles).name());
        }
        return names;
    }

    private String pickOrAny(List<String> from) {
        return random.nextInt(5) == 0 ? "*" : pick(from);
    }

    private @Nullable String pickOrNull(List<String> from) {
        return random.nextInt(3) == 0 ? null : pick(from);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
