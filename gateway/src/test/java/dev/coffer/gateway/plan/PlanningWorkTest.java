package dev.coffer.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.compose.Supergraph;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Large operations: the work is counted, not timed. */
class PlanningWorkTest {
    private static final int SUBGRAPHS = 30;
    private static final int FIELDS_EACH = 34;
    /** Looks at fields for each field of the operation: one for itself, the rest for keys and requirements on its way. */
    private static final int VISITS_PER_FIELD = 3;

    /** Every subgraph adds fields to one entity, and a way from it to the next. */
    private static Supergraph wide() {
        SubgraphsFixture fixture = null;
        for (int subgraph = 0; subgraph < SUBGRAPHS; subgraph++) {
            StringBuilder sdl = new StringBuilder(subgraph == 0 ? "type Query { item: Item } " : "");
            sdl.append("type Item @key(fields: \"id\") { id: ID! ");
            for (int field = 0; field < FIELDS_EACH; field++) {
                sdl.append("f").append(subgraph).append('_').append(field).append(": String ");
            }
            sdl.append("next").append(subgraph).append(": Item }");
            String name = "s" + subgraph;
            fixture = fixture == null
                    ? SubgraphsFixture.subgraph(name, sdl.toString())
                    : fixture.and(name, sdl.toString());
        }
        return Objects.requireNonNull(fixture).compose();
    }

    private static int visits(Supergraph supergraph, String query, int calls) {
        OperationDefinition operation = Parser.parse(query)
                .getDefinitionsOfType(OperationDefinition.class)
                .getFirst();
        Budget budget = new Budget(() -> 0L);
        Plan plan =
                new Planning(new Graph(supergraph, Set.of()), operation, Map.of(), Circumstances.NONE, budget).plan();
        assertThat(plan.fetches()).hasSize(calls);
        return budget.visits();
    }

    private static String fields(int subgraph, int count) {
        StringBuilder fields = new StringBuilder();
        for (int field = 0; field < count; field++) {
            fields.append(" f").append(subgraph).append('_').append(field);
        }
        return fields.toString();
    }

    @Test
    void a_thousand_fields_of_thirty_subgraphs_are_looked_at_a_few_times_each() {
        StringBuilder query = new StringBuilder("{ item {");
        for (int subgraph = 0; subgraph < SUBGRAPHS; subgraph++) {
            query.append(fields(subgraph, FIELDS_EACH));
        }

        int visits = visits(wide(), query.append(" } }").toString(), SUBGRAPHS);

        assertThat(visits).isLessThan(VISITS_PER_FIELD * SUBGRAPHS * FIELDS_EACH);
    }

    @Test
    void nesting_does_not_multiply_the_work() {
        StringBuilder query = new StringBuilder("{ item {");
        for (int subgraph = 0; subgraph < SUBGRAPHS; subgraph++) {
            query.append(" next")
                    .append(subgraph)
                    .append(" {")
                    .append(fields((subgraph + 7) % SUBGRAPHS, FIELDS_EACH - 1));
        }
        query.append(" }".repeat(SUBGRAPHS + 2));

        int visits = visits(wide(), query.toString(), 2 * SUBGRAPHS);

        assertThat(visits).isLessThan(VISITS_PER_FIELD * SUBGRAPHS * FIELDS_EACH);
    }
}
