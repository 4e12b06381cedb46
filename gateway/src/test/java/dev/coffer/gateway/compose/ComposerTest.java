package dev.coffer.gateway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposerTest {

    static List<Fixture> composed() {
        return Fixture.all("composed");
    }

    static List<Fixture> refused() {
        return Fixture.all("refused");
    }

    @ParameterizedTest
    @MethodSource("composed")
    void what_fits_has_the_expected_api(Fixture fixture) {
        assertThat(ApiSchema.sdl(fixture.compose())).isEqualTo(fixture.api());
    }

    @ParameterizedTest
    @MethodSource("composed")
    void a_supergraph_is_the_same_after_it_is_written_and_read(Fixture fixture) {
        Supergraph supergraph = fixture.compose();

        String written = SupergraphSdl.write(supergraph);

        assertThat(SupergraphSdl.read(written)).isEqualTo(supergraph);
        assertThat(SupergraphSdl.write(SupergraphSdl.read(written))).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("composed")
    void the_order_of_subgraphs_changes_nothing(Fixture fixture) {
        Composition reversed = Composer.compose(fixture.subgraphs().reversed());

        assertThat(reversed).isEqualTo(Composer.compose(fixture.subgraphs()));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_does_not_fit_is_refused_with_its_code(Fixture fixture) {
        Composition composition = Composer.compose(fixture.subgraphs());

        assertThat(composition).isInstanceOfSatisfying(Composition.Failed.class, failed -> {
            assertThat(failed.errors()).extracting(CompositionError::code).containsOnly(expected(fixture));
            assertThat(failed.errors())
                    .allSatisfy(error -> assertThat(error.message()).isNotBlank());
        });
    }

    @Test
    void every_code_has_a_fixture() {
        Set<Code> shown = EnumSet.noneOf(Code.class);
        refused().forEach(fixture -> shown.add(expected(fixture)));

        assertThat(shown).containsExactlyInAnyOrder(Code.values());
    }

    @Test
    void nothing_composes_from_no_subgraph_or_from_two_of_one_name() {
        SubgraphSdl one = new SubgraphSdl("a", "", "type Query { x: Int }");

        assertThat(Composer.compose(List.of())).isInstanceOf(Composition.Failed.class);
        assertThat(Composer.compose(List.of(one, one))).isInstanceOf(Composition.Failed.class);
    }

    @Test
    void all_errors_of_a_stage_are_answered_together() {
        Composition composition = Composer.compose(List.of(
                new SubgraphSdl("a", "", "type Query { x: Nowhere }"),
                new SubgraphSdl("b", "", "type Query { y: Elsewhere }")));

        assertThat(composition)
                .isInstanceOfSatisfying(
                        Composition.Failed.class,
                        failed -> assertThat(failed.errors().stream().flatMap(error -> error.subgraphs().stream()))
                                .containsExactlyInAnyOrder("a", "b"));
    }

    private static Code expected(Fixture fixture) {
        return Code.valueOf(Arrays.asList(fixture.name().split("--")).getFirst());
    }
}
