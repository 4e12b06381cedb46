package dev.coffer.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.SupergraphSdl;
import graphql.parser.Parser;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Progressive overrides: which subgraph is asked depends on which labels are active. */
class OverridePlanTest {
    private static final String LINK = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\","
            + " import: [\"@key\", \"@external\", \"@requires\", \"@shareable\", \"@override\"])\n";

    private static final Supergraph MOVING = compose(
            "type Query { item: Item plain: Int root: Int } interface Priced { price: Int }"
                    + " type Item implements Priced @key(fields: \"id\") { id: ID! price: Int stock: Int name: String bin: Int }",
            "type Query { root: Int @override(from: \"a\", label: \"root\") }"
                    + " type Item @key(fields: \"id\") { id: ID! price: Int @override(from: \"a\", label: \"percent(10)\")"
                    + " stock: Int @override(from: \"a\", label: \"moved\") other: Int }",
            "type Item @key(fields: \"id\") { id: ID! bin: Int @external shelf: String @requires(fields: \"bin\") }"
                    + " type Query { nothing: Int }",
            "type Item @key(fields: \"id\") { id: ID! bin: Int @override(from: \"a\", label: \"bins\") }");

    private static Supergraph compose(String... subgraphs) {
        List<SubgraphSdl> named = IntStream.range(0, subgraphs.length)
                .mapToObj(i -> new SubgraphSdl(String.valueOf((char) ('a' + i)), "http://" + i, LINK + subgraphs[i]))
                .toList();
        return switch (Composer.compose(named)) {
            case Composition.Composed composed -> SupergraphSdl.read(SupergraphSdl.write(composed.supergraph()));
            case Composition.Failed failed -> throw new AssertionError(failed.errors());
        };
    }

    private static List<String> calls(String query, String... labels) {
        Planner planner = new Planner(MOVING, () -> 0L);
        Circumstances circumstances =
                planner.dependencies(Parser.parse(query), null).where(access -> false, Set.of(labels)::contains);
        return switch (planner.plan(Parser.parse(query), null, circumstances)) {
            case PlanResult.Planned planned ->
                planned.plan().fetches().stream().map(Fetch::subgraph).toList();
            case PlanResult.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static Set<String> labels(String query) {
        return new Planner(MOVING, () -> 0L)
                .dependencies(Parser.parse(query), null)
                .labels();
    }

    @Test
    void without_its_label_the_source_is_asked_and_with_it_the_target() {
        assertThat(calls("{ item { price } }")).containsExactly("a");
        assertThat(calls("{ item { price } }", "percent(10)")).containsExactly("a", "b");
        assertThat(calls("{ item { price } }", "moved")).containsExactly("a");
        assertThat(calls("{ item { price stock } }", "moved", "percent(10)")).containsExactly("a", "b");
    }

    @Test
    void root_fields_move_too() {
        assertThat(calls("{ root }")).containsExactly("a");
        assertThat(calls("{ root }", "root")).containsExactly("b");
    }

    @Test
    void a_field_of_an_interface_moves_where_its_implementers_do() {
        String query = "{ item { ... on Priced { price } } }";

        assertThat(calls(query)).containsExactly("a");
        assertThat(calls(query, "percent(10)")).containsExactly("a", "b");
    }

    @Test
    void what_the_gateway_needs_for_itself_comes_from_where_the_label_says() {
        assertThat(calls("{ item { shelf } }")).containsExactly("a", "c");
        assertThat(calls("{ item { shelf } }", "bins")).containsExactly("a", "d", "c");
    }

    @Test
    void a_plan_depends_on_labels_of_fields_that_it_names_and_of_those_that_the_gateway_needs() {
        assertThat(labels("{ item { name } plain }")).containsExactly("bins");
        assertThat(labels("{ item { ...F } } fragment F on Priced { price }"))
                .containsExactlyInAnyOrder("bins", "percent(10)");
        assertThat(labels("{ root }")).containsExactlyInAnyOrder("bins", "root");
    }

    @Test
    void graphs_of_labels_that_were_not_used_for_long_are_forgotten() {
        Graphs graphs = new Graphs(MOVING);
        Graph first = graphs.of(Set.of("l0"));
        for (int i = 1; i <= Graphs.MAX_GRAPHS; i++) {
            graphs.of(Set.of("l" + i));
        }
        assertThat(graphs.of(Set.of("l" + Graphs.MAX_GRAPHS))).isSameAs(graphs.of(Set.of("l" + Graphs.MAX_GRAPHS)));
        assertThat(graphs.of(Set.of("l0"))).isNotSameAs(first);
    }
}
