package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The routes that a plan goes: those to the chosen leaves and to all that they need, with the conditions of their use. */
final class Selected {

    /** More alternatives than this are not told apart: the route counts as always used, which only fetches too much. */
    private static final int MAX_ALTERNATIVES = 16;

    private final List<Route> routes = new ArrayList<>();
    private final List<Route> roots = new ArrayList<>();
    private final Map<Route, List<Route>> children = new HashMap<>();
    private final Map<Route, Condition> conditions = new HashMap<>();
    private final BitSet clients = new BitSet();

    /** A leaf of the client with the way that was chosen for it. */
    record Chosen(Route route, Condition condition) {}

    Selected(Route.Tree tree, List<Chosen> leaves) {
        BitSet all = new BitSet();
        for (Chosen leaf : leaves) {
            for (int id : leaf.route().closure()) {
                all.set(id);
            }
            for (Route at = leaf.route(); at != null; at = at.parent()) {
                clients.set(at.id());
            }
            mark(leaf.route(), leaf.condition());
        }
        all.stream().mapToObj(tree::get).forEach(this::add);
    }

    private void add(Route route) {
        routes.add(route);
        Route parent = route.parent();
        if (parent == null) {
            roots.add(route);
        } else {
            children.computeIfAbsent(parent, ignored -> new ArrayList<>()).add(route);
        }
    }

    private void mark(Route route, Condition wanted) {
        Condition before = conditions.getOrDefault(route, Condition.NEVER);
        Condition either = before.or(wanted);
        if (either.alternatives().size() > MAX_ALTERNATIVES) {
            either = Condition.ALWAYS;
        }
        if (either.equals(before)) {
            return;
        }
        conditions.put(route, either);
        Route parent = route.parent();
        if (parent != null) {
            mark(parent, wanted);
        }
        for (Route need : route.needs()) {
            mark(need, wanted);
        }
    }

    /** All, each after everything that it needs. */
    List<Route> routes() {
        return routes;
    }

    /** The entries into subgraphs. */
    List<Route> roots() {
        return roots;
    }

    List<Route> children(Route route) {
        return children.getOrDefault(route, List.of());
    }

    /** Whether the client asked for it, not only a requirement. */
    boolean isClients(Route route) {
        return clients.get(route.id());
    }

    /** When the route is needed at all. */
    Condition condition(Route route) {
        return conditions.getOrDefault(route, Condition.NEVER);
    }
}
