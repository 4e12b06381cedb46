package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Context;
import dev.coffer.access.condition.Truth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random policies and questions, the compiled policy against {@link NaiveEvaluator}. More cases:
 * {@code -Dcoffer.access.cases=1000000}; the same again: {@code -Dcoffer.access.seed=<printed seed>}.
 */
class DifferentialTest {
    private static final int CASES = Integer.getInteger("coffer.access.cases", 50_000);
    private static final int QUESTIONS_PER_POLICY = 20;
    private static final int MIN_CASES_OF_EACH_OUTCOME = CASES / 200;
    private static final int MAX_COMPLETIONS = 20;

    private final long seed = Long.getLong("coffer.access.seed", System.nanoTime());
    private final RandomCases random = new RandomCases(seed);

    /** The rewriting of a policy's rules that makes the compiled evaluator decide as if it had that fault. */
    enum Fault {
        FORGETS_PRIORITIES(rule -> new Rule(rule.role(), rule.effect(), rule.urn(), 0, rule.condition())),
        GRANTS_WITHOUT_CONDITION(rule -> rule.effect() == Rule.Effect.GRANT ? with(null, rule) : rule),
        TAKES_UNKNOWN_DENIALS_FOR_NONE(rule -> rule),
        ENDS_HOURS_AT_MIDNIGHT(rule -> rewritten(rule, Fault::endingAtMidnight)),
        TAKES_OR_FOR_AND(rule -> rewritten(rule, Fault::orAsAnd)),
        FORGETS_NOT(rule -> rewritten(rule, Fault::withoutNot));

        private final UnaryOperator<Rule> rewriting;

        Fault(UnaryOperator<Rule> rewriting) {
            this.rewriting = rewriting;
        }

        Decision decide(Case asked) {
            List<Role> faulty = asked.roles().stream()
                    .map(role -> new Role(
                            role.name(),
                            role.inherits(),
                            role.rules().stream()
                                    .map(rewriting)
                                    .filter(rule -> this != TAKES_UNKNOWN_DENIALS_FOR_NONE || !isUnknown(rule, asked))
                                    .toList()))
                    .toList();
            return compiled(asked.with(faulty));
        }

        private static boolean isUnknown(Rule rule, Case asked) {
            Question question = new Question(
                    Policy.of(asked.roles()).compile(),
                    asked.subject(),
                    asked.resource(),
                    asked.action(),
                    asked.ownerId(),
                    asked.targetId(),
                    asked.context());
            return rule.effect() == Rule.Effect.DENIAL
                    && rule.condition() != null
                    && rule.condition().evaluate(question) == Truth.UNKNOWN;
        }

        private static Rule with(@Nullable Condition condition, Rule rule) {
            return new Rule(rule.role(), rule.effect(), rule.urn(), rule.priority(), condition);
        }

        private static Rule rewritten(Rule rule, UnaryOperator<Condition> leaves) {
            return rule.condition() == null ? rule : with(rewritten(rule.condition(), leaves), rule);
        }

        private static Condition rewritten(Condition condition, UnaryOperator<Condition> change) {
            Function<Condition, Condition> deeper = part -> rewritten(part, change);
            return change.apply(
                    switch (condition) {
                        case Condition.And and ->
                            new Condition.And(and.parts().stream().map(deeper).toList());
                        case Condition.Or or ->
                            new Condition.Or(or.parts().stream().map(deeper).toList());
                        case Condition.Not not -> new Condition.Not(deeper.apply(not.part()));
                        default -> condition;
                    });
        }

        private static Condition endingAtMidnight(Condition condition) {
            return condition instanceof Condition.Hours(var from, var to, var zone) && to.isBefore(from)
                    ? new Condition.Hours(from, java.time.LocalTime.MIDNIGHT, zone)
                    : condition;
        }

        private static Condition orAsAnd(Condition condition) {
            return condition instanceof Condition.Or(var parts) ? new Condition.And(parts) : condition;
        }

        private static Condition withoutNot(Condition condition) {
            return condition instanceof Condition.Not(var part) ? part : condition;
        }
    }

    @Test
    void the_compiled_policy_decides_as_the_naive_evaluator() {
        System.out.println("DifferentialTest: seed " + seed + ", " + CASES + " cases");
        Map<Decision.Outcome, Integer> outcomes = new EnumMap<>(Decision.Outcome.class);

        Case failing = firstFailing(DifferentialTest::compiled, CASES, outcomes);

        if (failing != null) {
            Case small = Shrinker.shrink(failing, each -> difference(each, compiled(each)) != null);
            throw new AssertionError("seed %d: %s%s".formatted(seed, difference(small, compiled(small)), small));
        }
        for (Decision.Outcome outcome : Decision.Outcome.values()) {
            assertThat(outcomes.getOrDefault(outcome, 0))
                    .as("cases that ended %s, seed %d", outcome, seed)
                    .isGreaterThanOrEqualTo(MIN_CASES_OF_EACH_OUTCOME);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void an_evaluator_with_a_fault_is_caught(Fault fault) {
        Case failing = firstFailing(fault::decide, CASES, new EnumMap<>(Decision.Outcome.class));

        assertThat(failing).as("%s, seed %d", fault, seed).isNotNull();
        Case small = Shrinker.shrink(failing, each -> difference(each, fault.decide(each)) != null);
        assertThat(difference(small, fault.decide(small))).isNotNull();
        assertThat(rulesOf(small)).isLessThanOrEqualTo(rulesOf(failing)).isLessThanOrEqualTo(4);
    }

    /** So that "what is not known counts against the subject" is a property and not only a sentence. */
    @Test
    void a_permit_stays_one_whatever_the_unknown_turns_out_to_be() {
        System.out.println("DifferentialTest: seed " + seed);
        int permits = 0;
        for (int i = 0; i < CASES / QUESTIONS_PER_POLICY; i++) {
            List<Role> roles = random.roles();
            for (int j = 0; j < QUESTIONS_PER_POLICY; j++) {
                Case asked = random.question(roles);
                if (compiled(asked).isPermitted()) {
                    permits++;
                    requireStable(asked);
                }
            }
        }
        assertThat(permits).isGreaterThan(CASES / 50);
    }

    private void requireStable(Case permitted) {
        for (int i = 0; i < MAX_COMPLETIONS / 4; i++) {
            Case more = random.question(permitted.roles());
            Case completed = permitted
                    .with(
                            permitted.ownerId() == null ? more.ownerId() : permitted.ownerId(),
                            permitted.targetId() == null ? more.targetId() : permitted.targetId())
                    .with(completed(permitted.context(), more.context()));
            assertThat(compiled(completed).isPermitted())
                    .as("seed %d: %s%nbut not%s", seed, permitted, completed)
                    .isTrue();
        }
    }

    private static Context completed(Context known, Context more) {
        Map<dev.coffer.access.condition.Attribute, dev.coffer.access.condition.Value> attributes =
                new java.util.HashMap<>(more.attributes());
        // A value of a kind that a condition cannot compare is as good as none, and stays what it is.
        attributes.putAll(known.attributes());
        Map<dev.coffer.access.condition.Counter, Long> counts = new java.util.HashMap<>(more.counts());
        for (var counter : RandomCases.COUNTERS) {
            Long told = known.rates().soFar(counter, Long.MAX_VALUE);
            if (told != null) {
                counts.put(counter, told);
            }
        }
        counts.putAll(known.counts());
        return new Context(
                known.now() == null ? more.now() : known.now(),
                known.ip() == null ? more.ip() : known.ip(),
                known.resourceTenant() == null ? more.resourceTenant() : known.resourceTenant(),
                attributes,
                counts);
    }

    private @Nullable Case firstFailing(
            Function<Case, Decision> evaluator, int cases, Map<Decision.Outcome, Integer> outcomes) {
        for (int done = 0; done < cases; done += QUESTIONS_PER_POLICY) {
            List<Role> roles = random.roles();
            for (int i = 0; i < QUESTIONS_PER_POLICY; i++) {
                Case asked = random.question(roles);
                Decision decision = evaluator.apply(asked);
                outcomes.merge(decision.outcome(), 1, Integer::sum);
                if (difference(asked, decision) != null) {
                    return asked;
                }
            }
        }
        return null;
    }

    private static @Nullable String difference(Case asked, Decision decision) {
        NaiveEvaluator.Answer expected = NaiveEvaluator.answer(asked);
        if (decision.outcome() != expected.outcome()) {
            return "expected " + expected + " but was " + decision.explanation();
        }
        if (!expected.deciders().isEmpty() && !expected.deciders().contains(decision.rule())) {
            return "expected a rule of " + expected.deciders() + " but was " + decision.rule();
        }
        Explanation explanation = decision.explanation();
        boolean isRightlyTold = explanation.sentence().startsWith(decision.isPermitted() ? "permit " : "deny ")
                && Objects.equals(explanation.rule(), decision.rule());
        return isRightlyTold ? null : "explained by " + explanation;
    }

    private static Decision compiled(Case asked) {
        return Policy.of(asked.roles())
                .compile()
                .decide(
                        asked.subject(),
                        asked.resource(),
                        asked.action(),
                        asked.ownerId(),
                        asked.targetId(),
                        asked.context());
    }

    private static int rulesOf(Case asked) {
        return asked.roles().stream().mapToInt(role -> role.rules().size()).sum();
    }
}
