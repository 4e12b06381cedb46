package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.FieldSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds how to fetch what a move must send: the key and the required fields, from the place where the move starts,
 * through other subgraphs if need be.
 */
final class Requirements {

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
        this.walker = new Walker(graph, new Steps(graph, this), budget);
    }

    Walker walker() {
        return walker;
    }

    /**
     * The leaves to fetch before the move can be made from there; null if they cannot be had. What is being searched already
     * is not searched again below itself: a way to it that needs it is no way.
     */
    @Nullable
    List<Route> of(Route at, Edge.Move move) {
        Inputs inputs = new Inputs(at, move.key(), move.requires());
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
            List<List<Route>> candidates = walker.walk(type, ops, List.of(inputs.at())).stream()
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

    private List<Op> fields(String type, FieldSet set) {
        return fieldSets.computeIfAbsent(new Fields(type, set), ignored -> normaliser.fieldSet(type, set));
    }
}
