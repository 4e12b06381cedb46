package dev.coffer.gateway.transport;

import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.plan.Circumstances;
import dev.coffer.gateway.plan.PlanResult;
import dev.coffer.gateway.plan.Planner;
import graphql.language.Document;
import graphql.parser.Parser;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that has served nothing yet plans a query of 1,000 fields over 30 subgraphs, and says how many milliseconds of processor time
 * that took and of how many calls the plan is.
 */
final class FirstPlan {
    static final int SUBGRAPHS = 30;
    static final int FIELDS_EACH = 34;
    /** Of whose fields each level of the query asks. */
    private static final int SUBGRAPHS_OF_A_LEVEL = 4;

    private FirstPlan() {}

    public static void main(String[] arguments) {
        Rehearsal.once();
        if (!(Composer.compose(subgraphs()) instanceof Composition.Composed composed)) {
            throw new IllegalStateException("the subgraphs do not compose");
        }
        Planner planner = new Planner(composed.supergraph(), System::nanoTime);
        Document document = new Parser().parseDocument(query());
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        PlanResult result = planner.plan(document, null, Circumstances.NONE);
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        if (!(result instanceof PlanResult.Planned planned)) {
            throw new IllegalStateException("no plan: " + result);
        }
        System.out.println(spent / 1_000_000 + " " + planned.plan().fetches().size());
    }

    /** Each adds fields to one entity, and a way from it to the next. */
    private static List<SubgraphSdl> subgraphs() {
        List<SubgraphSdl> all = new ArrayList<>();
        for (int subgraph = 0; subgraph < SUBGRAPHS; subgraph++) {
            StringBuilder sdl = new StringBuilder(
                    "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@key\"]) ");
            sdl.append(subgraph == 0 ? "type Query { item: Item } " : "")
                    .append("type Item @key(fields: \"id\") { id: ID! ");
            for (int field = 0; field < FIELDS_EACH; field++) {
                sdl.append("f").append(subgraph).append('_').append(field).append(": String ");
            }
            sdl.append("next").append(subgraph).append(": Item }");
            all.add(new SubgraphSdl("s" + subgraph, "", sdl.toString()));
        }
        return all;
    }

    private static String query() {
        StringBuilder query = new StringBuilder("{ item {");
        for (int level = 0; level < SUBGRAPHS; level++) {
            query.append(" next").append(level).append(" {");
            for (int field = 0; field < FIELDS_EACH - 1; field++) {
                int subgraph = (level + 7 * (1 + field % SUBGRAPHS_OF_A_LEVEL)) % SUBGRAPHS;
                query.append(" f").append(subgraph).append('_').append(field);
            }
        }
        return query.append(" }".repeat(SUBGRAPHS + 2)).toString();
    }
}
