package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks an {@link Op} tree down to its leaves, holding all ways to each level, and finds for every leaf the ways in which it
 * can be fetched.
 */
final class Walker {

    private final Graph graph;
    private final Steps steps;
    private final Budget budget;

    /**
     * A leaf with the ways to it.
     *
     * @param condition when it is wanted, as seen from where the walk started
     * @param candidates at least one, cheapest first
     */
    record Leaf(Op op, Condition condition, List<Route> candidates) {}

    Walker(Graph graph, Steps steps, Budget budget) {
        this.budget = budget;
        this.graph = graph;
        this.steps = steps;
    }

    /**
     * The leaves below objects of a type.
     *
     * @param tails all ways to these objects
     * @throws Unplannable if a leaf cannot be fetched by any way
     */
    List<Leaf> walk(String position, List<Op> ops, List<Route> tails) {
        List<Leaf> leaves = new ArrayList<>();
        level(position, ops, tails, Condition.ALWAYS, leaves);
        return leaves;
    }

    private void level(String position, List<Op> ops, List<Route> tails, Condition condition, List<Leaf> into) {
        int before = into.size();
        for (Op op : ops) {
            if (!op.isDenied() && (!op.key().isTypename() || op.isHidden())) {
                field(op, tails, condition, into);
            }
        }
        if (into.size() == before) {
            field(Op.typename(position), tails, condition, into);
        }
    }

    private void field(Op op, List<Route> tails, Condition above, List<Leaf> into) {
        budget.visit();
        List<Route> members = sharedMembers(op, tails);
        List<Route> near = cap(steps.reach(op, members, Steps.Reach.NEAR), op.isLeaf());
        if (near.isEmpty()) {
            without(op, tails, above, into);
            return;
        }
        Condition condition = above.and(op.key().condition());
        if (op.isLeaf()) {
            into.add(new Leaf(op, condition, near));
            return;
        }
        int before = into.size();
        try {
            level(op.type(), op.children(), near, condition, into);
        } catch (Unplannable tooNear) {
            List<Route> far = cap(steps.reach(op, members, Steps.Reach.FAR), false);
            if (tooNear.refused().reason() != PlanResult.Reason.PLAN_NOT_POSSIBLE || near.containsAll(far)) {
                throw tooNear;
            }
            into.subList(before, into.size()).clear();
            level(op.type(), op.children(), far, condition, into);
        }
    }

    private void without(Op op, List<Route> tails, Condition above, List<Leaf> into) {
        if (graph.isAbstract(op.owner()) && !op.key().isTypename()) {
            expand(op, tails, above, into);
        } else if (tails.stream().anyMatch(tail -> canBe(tail, op))
                && !sharedMembers(op, tails).isEmpty()) {
            throw unreachable(op, tails);
        }
    }

    private boolean canBe(Route tail, Op op) {
        return op.scope() == null || possible(tail).stream().anyMatch(graph.possible(op.scope())::contains);
    }

    private Set<String> possible(Route tail) {
        return graph.isInterfaceObject(tail.node()) ? graph.possible(tail.node().type()) : graph.possible(tail.node());
    }

    /** A union that several subgraphs could give offers only the members that all of them know: none for others. */
    private List<Route> sharedMembers(Op op, List<Route> tails) {
        if (op.scope() == null || graph.hasFields(op.position()) || graph.isAbstract(op.scope())) {
            return tails;
        }
        Set<String> subgraphs = new LinkedHashSet<>();
        tails.forEach(tail -> subgraphs.add(tail.node().subgraph()));
        boolean everywhere = tails.stream().allMatch(tail -> possible(tail).contains(op.scope()));
        return subgraphs.size() < 2 || everywhere ? tails : List.of();
    }

    /**
     * Asks a field of an interface or union on each object type instead. The ways that are kept serve every type that can
     * come by them: two ways that serve different types must not share one field.
     */
    private void expand(Op op, List<Route> tails, Condition above, List<Leaf> into) {
        Set<String> types = new LinkedHashSet<>();
        List<Route> serving = new ArrayList<>();
        boolean anyPossible = false;
        for (Route tail : tails) {
            Set<String> here = new LinkedHashSet<>(possible(tail));
            here.retainAll(graph.possible(op.owner()));
            anyPossible |= !here.isEmpty();
            if (!here.isEmpty()
                    && here.stream()
                            .noneMatch(type -> steps.reach(op.on(type), List.of(tail), Steps.Reach.NEAR)
                                    .isEmpty())) {
                serving.add(tail);
                types.addAll(here);
            }
        }
        if (serving.isEmpty() && (anyPossible || op.scope() == null)) {
            throw unreachable(op, tails);
        }
        for (String type : types) {
            field(op.on(type), serving, above, into);
        }
    }

    /** The cheapest ways; of composites at least one to each node, since what lies below may be had there only. */
    private static List<Route> cap(List<Route> routes, boolean leaf) {
        if (routes.size() <= 1) {
            return routes;
        }
        List<Route> sorted = new ArrayList<>(new LinkedHashSet<>(routes));
        sorted.sort(Comparator.comparingLong(Route::totalCost));
        List<Route> kept = new ArrayList<>();
        Map<Node, Integer> seen = new HashMap<>();
        for (Route route : sorted) {
            int count = seen.merge(route.node(), 1, Integer::sum);
            if (kept.size() < PlanLimits.PATHS_PER_NODE || (!leaf && count == 1)) {
                kept.add(route);
            }
        }
        return kept;
    }

    private static Unplannable unreachable(Op op, List<Route> tails) {
        Set<String> places = new LinkedHashSet<>();
        tails.forEach(tail -> places.add(tail.node().toString()));
        return Unplannable.field(
                op.coordinate(),
                "The field " + op.coordinate() + " cannot be fetched here: the path reaches "
                        + String.join(", ", places) + ", from where no subgraph that resolves it can be entered.");
    }
}
