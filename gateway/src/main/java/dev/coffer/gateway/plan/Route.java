package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way from the client to a node, as a leaf of a tree of edges. Two ways with a common start share its routes, so the cost
 * of a set of ways is the cost of the union of their routes.
 */
final class Route {

    /** Cost of one call of a subgraph. */
    static final long CALL = 1000;

    private final Tree tree;
    private final int id;
    private final @Nullable Route parent;
    private final Edge edge;
    private final List<Route> needs;
    private final Map<Way, Route> children = new HashMap<>();
    private int @Nullable [] closure;
    private long totalCost = -1;

    private record Way(Edge edge, List<Route> needs) {}

    /** All routes of one planning, by id; a route's id is greater than that of everything it needs. */
    static final class Tree {
        private final List<Route> routes = new ArrayList<>();
        private final Map<Edge, Route> entries = new HashMap<>();

        Route entry(Edge.Entry edge) {
            return entries.computeIfAbsent(edge, ignored -> new Route(this, null, edge, List.of()));
        }

        Route get(int id) {
            return routes.get(id);
        }

        int size() {
            return routes.size();
        }

        long cost(int[] ids) {
            long cost = 0;
            for (int id : ids) {
                cost += routes.get(id).ownCost();
            }
            return cost;
        }
    }

    private Route(Tree tree, @Nullable Route parent, Edge edge, List<Route> needs) {
        if (tree.routes.size() >= PlanLimits.ROUTES) {
            throw Unplannable.tooComplex("the operation has more than " + PlanLimits.ROUTES + " ways to be answered");
        }
        this.tree = tree;
        this.id = tree.routes.size();
        this.parent = parent;
        this.edge = edge;
        this.needs = needs;
        tree.routes.add(this);
    }

    /** The way on by an edge. @param needs leaves that must be fetched before */
    Route step(Edge next, List<Route> needs) {
        Way way = new Way(next, List.copyOf(needs));
        Route known = children.get(way);
        if (known == null) {
            known = new Route(tree, this, next, way.needs());
            children.put(way, known);
        }
        return known;
    }

    Route step(Edge next) {
        return step(next, List.of());
    }

    int id() {
        return id;
    }

    @Nullable
    Route parent() {
        return parent;
    }

    Edge edge() {
        return edge;
    }

    Node node() {
        return edge.target();
    }

    List<Route> needs() {
        return needs;
    }

    /** Those of the needs that are sent in representations: the others are for contexts and come last. */
    List<Route> represented() {
        return edge instanceof Edge.Move move ? needs.subList(0, needs.size() - move.contextLeaves()) : needs;
    }

    boolean isCall() {
        return edge instanceof Edge.Entry || edge instanceof Edge.Move;
    }

    long ownCost() {
        return switch (edge) {
            case Edge.Entry ignored -> CALL;
            case Edge.Move ignored -> CALL;
            case Edge.Select ignored -> 1;
            case Edge.Narrow ignored -> 0;
            case Edge.NarrowInPlace ignored -> 0;
        };
    }

    /** Ids of this route, all above it, and all that these need; ascending, not to be changed. */
    int[] closure() {
        int[] known = closure;
        if (known == null) {
            int[] above = parent == null ? new int[0] : parent.closure();
            for (Route need : needs) {
                above = union(above, need.closure());
            }
            known = Arrays.copyOf(above, above.length + 1);
            known[above.length] = id;
            closure = known;
        }
        return known;
    }

    private static int[] union(int[] first, int[] second) {
        int[] all = new int[first.length + second.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < first.length || j < second.length) {
            if (j == second.length || (i < first.length && first[i] < second[j])) {
                all[size++] = first[i++];
            } else {
                if (i < first.length && first[i] == second[j]) {
                    i++;
                }
                all[size++] = second[j++];
            }
        }
        return Arrays.copyOf(all, size);
    }

    /** Cost of going this way alone. */
    long totalCost() {
        if (totalCost < 0) {
            totalCost = tree.cost(closure());
        }
        return totalCost;
    }
}
