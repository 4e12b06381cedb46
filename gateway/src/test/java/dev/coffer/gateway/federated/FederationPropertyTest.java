package dev.coffer.gateway.federated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.federated.Comparison.Outcome;
import dev.coffer.gateway.federated.Comparison.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FederationPropertyTest {
    private static final int SEEDS = Integer.getInteger("coffer.federated.seeds", 200);
    private static final long FIRST_SEED = Long.getLong("coffer.seed", 1);
    private static final int SHRINK_RUNS = Integer.getInteger("coffer.federated.shrinks", 1_000);
    /** Seeds within which a seeded fault has to show. */
    private static final int SEEDS_FOR_FAULTS = 400;

    @Test
    void a_federation_answers_as_one_service_would() {
        Comparison comparison = new Comparison(Variant.SOUND);
        int composed = 0;
        int compared = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            Choices choices = Choices.random(seed);
            Outcome outcome = comparison.run(choices);
            if (outcome.difference() != null) {
                throw new AssertionError(report(seed, comparison, choices.made()));
            }
            composed += outcome.isComposed() ? 1 : 0;
            compared += outcome.compared();
        }
        System.out.println(SEEDS + " seeds from " + FIRST_SEED + ": " + composed + " federations, " + compared
                + " queries compared");
        assertThat(composed).isGreaterThan(SEEDS / 4);
        assertThat(compared).isGreaterThan(SEEDS);
    }

    @ParameterizedTest
    @EnumSource(Guilty.class)
    void a_planner_with_a_fault_is_found_out(Guilty guilty) {
        Comparison comparison = new Comparison(guilty.variant());
        for (long seed = 1; seed <= SEEDS_FOR_FAULTS; seed++) {
            if (comparison.run(Choices.random(seed)).difference() != null) {
                return;
            }
        }
        throw new AssertionError(guilty + " went unnoticed");
    }

    @Test
    void a_failing_case_is_shrunk_to_the_few_decisions_that_matter() {
        List<Integer> failing = List.of(5, 0, 7, 1, 9, 3, 3, 8);

        List<Integer> shrunk = Choices.shrink(
                failing, made -> made.stream().mapToInt(i -> i).max().orElse(0) >= 8, 1_000);

        assertThat(shrunk).containsExactly(8);
    }

    /** The first failing case in its shortest form. */
    private static String report(long seed, Comparison comparison, List<Integer> failing) {
        List<Integer> shrunk = Choices.shrink(
                failing, made -> comparison.run(Choices.replay(made)).difference() != null, SHRINK_RUNS);
        return "seed " + seed + " (again by -Dcoffer.seed=" + seed + " -Dcoffer.federated.seeds=1):\n"
                + comparison.run(Choices.replay(shrunk)).difference();
    }
}
