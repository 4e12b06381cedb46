package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.Supergraph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The graphs of one supergraph by the labels that are active, the least recently used ones out first. Safe for concurrent use. */
final class Graphs {

    /** More combinations of labels than this are seldom in use at one time. */
    static final int MAX_GRAPHS = 16;

    private final Supergraph supergraph;
    private final Graph withoutLabels;
    private final Map<Set<String>, Graph> withLabels = new LinkedHashMap<>(16, 0.75f, true);

    Graphs(Supergraph supergraph) {
        this.supergraph = supergraph;
        this.withoutLabels = new Graph(supergraph, Set.of());
    }

    Supergraph supergraph() {
        return supergraph;
    }

    Graph of(Set<String> activeLabels) {
        if (activeLabels.isEmpty()) {
            return withoutLabels;
        }
        synchronized (withLabels) {
            Graph graph = withLabels.computeIfAbsent(activeLabels, labels -> new Graph(supergraph, labels));
            if (withLabels.size() > MAX_GRAPHS) {
                withLabels.remove(withLabels.keySet().iterator().next());
            }
            return graph;
        }
    }
}
