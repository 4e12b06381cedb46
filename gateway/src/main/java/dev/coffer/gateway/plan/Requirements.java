package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.FieldSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds how to fetch what a move must send: the key and the required fields, from the place where the move starts,
 * through other subgraphs if need be.
 */
final class Requirements {

    private final Graph graph;
    private final Route.Tree tree;
    private final Normaliser normaliser;
    private final Walker walker;
    private final Budget budget;
    private final Map<Inputs, List<Route>> solved = new HashMap<>();
    private final Set<Inputs> unsolvable = new HashSet<>();
    private final Map<Inputs, Integer> active = new HashMap<>();
    private final Map<Fields, List<Op>> fieldSets = new HashMap<>();
    private int lowestCut = Integer.MAX_VALUE;

    /** What to have where, whatever for. */
    private record Inputs(Route at, FieldSet key, FieldSet requires) {}

    private record Fields(String type, FieldSet set) {}

    Requirements(Graph graph, Route.Tree tree, Normaliser normaliser, Budget budget) {
        this.tree = tree;
        this.normaliser = normaliser;
        this.budget = budget;
        this.graph = graph;
        this.walker = new Walker(graph, new Steps(graph, this), budget);
    }

    Walker walker() {
        return walker;
    }

    /**
     * The leaves to fetch before an entity can be sent from there by a key, with what is required; null if they cannot be had.
     * What is being searched already is not searched again below itself: a way to it that needs it is no way.
     */
    @Nullable
    List<Route> of(Route at, FieldSet key, FieldSet requires) {
        Inputs inputs = new Inputs(at, key, requires);
        List<Route> known = solved.get(inputs);
        if (known != null || unsolvable.contains(inputs)) {
            return known;
        }
        Integer running = active.get(inputs);
        if (running != null || active.size() >= PlanLimits.REQUIREMENT_DEPTH) {
            lowestCut = Math.min(lowestCut, running == null ? 0 : running);
            return null;
        }
        return solve(inputs);
    }

    /** What was found while a search above was cut off is not remembered: by itself it may have a better way. */
    private @Nullable List<Route> solve(Inputs inputs) {
        int depth = active.size();
        int cutOutside = lowestCut;
        lowestCut = Integer.MAX_VALUE;
        active.put(inputs, depth);
        List<Route> found = search(inputs);
        active.remove(inputs);
        if (lowestCut < depth) {
            lowestCut = Math.min(cutOutside, lowestCut);
            return found;
        }
        lowestCut = cutOutside;
        if (found == null) {
            unsolvable.add(inputs);
        } else {
            solved.put(inputs, found);
        }
        return found;
    }

    private @Nullable List<Route> search(Inputs inputs) {
        String type = inputs.at().node().type();
        List<Op> ops = new ArrayList<>(fields(type, inputs.key()));
        ops.addAll(fields(type, inputs.requires()));
        try {
            List<List<Route>> candidates = walker.walk(type, ops, tails(inputs.at())).stream()
                    .map(Walker.Leaf::candidates)
                    .toList();
            return BestPlan.choose(tree, candidates, budget);
        } catch (Unplannable impossible) {
            if (impossible.refused().reason() == PlanResult.Reason.PLAN_TOO_COMPLEX) {
                throw impossible;
            }
            return null;
        }
    }

    /** What is needed of the query root may be had in any subgraph. */
    private List<Route> tails(Route at) {
        String type = at.node().type();
        if (!(at.edge() instanceof Edge.Entry entry)
                || !type.equals(graph.supergraph().queryType())) {
            return List.of(at);
        }
        return Objects.requireNonNull(graph.supergraph().type(type)).subgraphs().stream()
                .map(subgraph -> tree.entry(new Edge.Entry(Node.of(type, subgraph), entry.series())))
                .toList();
    }

    private List<Op> fields(String type, FieldSet set) {
        return fieldSets.computeIfAbsent(new Fields(type, set), ignored -> normaliser.fieldSet(type, set));
    }
}
