package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.FieldSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds how to fetch what a move must send: the key and the required fields, from the place where the move starts,
 * through other subgraphs if need be.
 */
final class Requirements {

    private final Route.Tree tree;
    private final Normaliser normaliser;
    private final Walker walker;
    private final BooleanSupplier outOfTime;
    private final Map<Need, List<Route>> solved = new HashMap<>();
    private final Map<Need, Boolean> unsolvable = new HashMap<>();
    private final Map<Need, Integer> active = new HashMap<>();
    private final Map<Fields, List<Op>> fieldSets = new HashMap<>();
    private int lowestCut = Integer.MAX_VALUE;

    private record Need(Route at, Edge.Move move) {}

    private record Fields(String type, FieldSet set) {}

    Requirements(Graph graph, Route.Tree tree, Normaliser normaliser, BooleanSupplier outOfTime) {
        this.tree = tree;
        this.normaliser = normaliser;
        this.outOfTime = outOfTime;
        this.walker = new Walker(graph, new Steps(graph, this));
    }

    Walker walker() {
        return walker;
    }

    /** The leaves to fetch before the move can be made from there; null if they cannot be had. */
    @Nullable
    List<Route> of(Route at, Edge.Move move) {
        Need need = new Need(at, move);
        List<Route> known = solved.get(need);
        if (known != null || unsolvable.containsKey(need)) {
            return known;
        }
        Integer running = active.get(need);
        if (running != null || active.size() >= PlanLimits.REQUIREMENT_DEPTH) {
            lowestCut = Math.min(lowestCut, running == null ? 0 : running);
            return null;
        }
        return solve(need);
    }

    /** What was found while a cycle above was cut is not remembered: without the cut there may be a better way. */
    private @Nullable List<Route> solve(Need need) {
        int depth = active.size();
        int cutOutside = lowestCut;
        lowestCut = Integer.MAX_VALUE;
        active.put(need, depth);
        List<Route> found = search(need);
        active.remove(need);
        if (lowestCut >= depth) {
            if (found == null) {
                unsolvable.put(need, true);
            } else {
                solved.put(need, found);
            }
            lowestCut = cutOutside;
        } else {
            lowestCut = Math.min(cutOutside, lowestCut);
        }
        return found;
    }

    private @Nullable List<Route> search(Need need) {
        String type = need.at().node().type();
        List<Op> ops = new ArrayList<>(fields(type, need.move().key()));
        ops.addAll(fields(type, need.move().requires()));
        try {
            List<List<Route>> candidates = walker.walk(type, ops, List.of(need.at())).stream()
                    .map(Walker.Leaf::candidates)
                    .toList();
            return BestPlan.choose(tree, candidates, outOfTime);
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
