package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A call of a subgraph while the plan is being put together: one or more routes that enter it. */
final class Call {

    private final String subgraph;
    private final int series;
    private final Condition condition;
    private final List<Route> entries = new ArrayList<>();
    private final Set<Call> needs = new LinkedHashSet<>();

    Call(Route entry, int series, Condition condition) {
        this.subgraph = entry.node().subgraph();
        this.series = series;
        this.condition = condition;
        entries.add(entry);
    }

    String subgraph() {
        return subgraph;
    }

    /** Index of the mutation's root field that it belongs to; 0 otherwise. */
    int series() {
        return series;
    }

    Condition condition() {
        return condition;
    }

    List<Route> entries() {
        return entries;
    }

    Set<Call> needs() {
        return needs;
    }

    boolean isRoot() {
        return entries.getFirst().edge() instanceof Edge.Entry;
    }

    boolean dependsOn(Call other) {
        return needs.contains(other) || needs.stream().anyMatch(need -> need.dependsOn(other));
    }
}
