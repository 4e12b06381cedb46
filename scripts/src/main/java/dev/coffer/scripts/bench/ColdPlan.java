package dev.coffer.scripts.bench;

import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.plan.Circumstances;
import dev.coffer.gateway.plan.PlanResult;
import dev.coffer.gateway.plan.Planner;
import graphql.language.Document;
import graphql.parser.Parser;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to plan the query of {@link FederatedShop} that nobody has asked before, in milliseconds of processor time of one thread.
 *
 * @param firstMs of the first plan that this JVM makes
 * @param laterMs the median of those after it
 */
record ColdPlan(double firstMs, double laterMs) {

    private static final int PLANS = 51;

    static ColdPlan measure() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Planner planner = planner();
        Document document = new Parser().parseDocument(FederatedShop.QUERY);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < PLANS; i++) {
            long before = threads.getCurrentThreadCpuTime();
            // Not by its text: nothing is remembered.
            if (!(planner.plan(document, null, Circumstances.NONE) instanceof PlanResult.Planned)) {
                throw new IllegalStateException("The query of the benchmark cannot be planned.");
            }
            millis.add((threads.getCurrentThreadCpuTime() - before) / 1e6);
        }
        return new ColdPlan(millis.getFirst(), LedgerBenchReport.median(millis.subList(1, PLANS)));
    }

    private static Planner planner() {
        List<SubgraphSdl> subgraphs = FederatedShop.sdl().entrySet().stream()
                .map(subgraph -> new SubgraphSdl(subgraph.getKey(), "", subgraph.getValue()))
                .toList();
        return switch (Composer.compose(subgraphs)) {
            case Composition.Composed composed -> new Planner(composed.supergraph(), System::nanoTime);
            case Composition.Failed failed ->
                throw new IllegalStateException("The subgraphs of the benchmark do not compose: " + failed);
        };
    }
}
