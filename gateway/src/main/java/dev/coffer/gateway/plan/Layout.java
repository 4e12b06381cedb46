package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The response tree of a plan: its positions and the internal key of every selected field. Fields that ask for different
 * things under one response key, or whose types differ in one subgraph so that they must not share a key in a document,
 * get keys of their own.
 */
final class Layout {

    private static final String ALIAS = "__a";

    private final Graph graph;
    private final Selected selected;
    private final Position root = new Position(null, "");
    private final Map<Route, String> keys = new HashMap<>();
    private final Map<Route, Position> positions = new HashMap<>();

    /** A place in the response tree, lists flattened. */
    static final class Position {
        private final @Nullable Position parent;
        private final String key;
        private final List<Slot> slots = new ArrayList<>();
        private final Map<String, Position> children = new LinkedHashMap<>();
        private final Set<String> arrivals = new LinkedHashSet<>();
        private boolean narrowed;

        private Position(@Nullable Position parent, String key) {
            this.parent = parent;
            this.key = key;
        }

        List<Slot> slots() {
            return slots;
        }

        @Nullable
        Position child(String childKey) {
            return children.get(childKey);
        }

        /** Whether the objects' runtime types must be known to tell what belongs to them. */
        boolean isTyped() {
            return narrowed || arrivals.size() > 1;
        }

        @Override
        public String toString() {
            return parent == null ? "" : parent + "/" + key;
        }
    }

    /**
     * A field in a position.
     *
     * @param owner type on which it is asked
     * @param shapes its lists, non-nulls and leaf type by subgraph
     */
    record Slot(String owner, FieldKey asks, String key, Map<String, String> shapes) {}

    private record Identity(String owner, String responseKey, String name, String arguments) {}

    Layout(Graph graph, Selected selected) {
        this.graph = graph;
        this.selected = selected;
        List<Route> entries = selected.roots();
        entries.forEach(entry -> positions.put(entry, root));
        assign(root, entries);
    }

    Position root() {
        return root;
    }

    String key(Route select) {
        return Objects.requireNonNull(keys.get(select));
    }

    /** Where the objects at the end of a route lie. */
    Position position(Route route) {
        Route at = route;
        while (!(at.edge() instanceof Edge.Select) && at.parent() != null) {
            at = at.parent();
        }
        return Objects.requireNonNull(positions.get(at));
    }

    private void assign(Position position, List<Route> objects) {
        Map<Identity, List<Route>> groups = new LinkedHashMap<>();
        List<Route> selects = new ArrayList<>();
        objects.forEach(object -> {
            position.arrivals.add(object.node().type());
            collect(position, object, selects);
        });
        selects.stream().filter(selected::isClients).forEach(route -> group(route, groups));
        selects.stream().filter(route -> !selected.isClients(route)).forEach(route -> group(route, groups));
        Map<String, List<Route>> below = new LinkedHashMap<>();
        groups.forEach((identity, routes) -> {
            String key = allot(position, identity, routes);
            for (Route route : routes) {
                keys.put(route, key);
                if (graph.isComposite(route.node().type())) {
                    below.computeIfAbsent(key, ignored -> new ArrayList<>()).add(route);
                }
            }
        });
        below.forEach((key, routes) -> {
            Position child = new Position(position, key);
            position.children.put(key, child);
            routes.forEach(route -> positions.put(route, child));
            assign(child, routes);
        });
    }

    private void collect(Position position, Route object, List<Route> into) {
        for (Route child : selected.children(object)) {
            if (child.edge() instanceof Edge.Select) {
                into.add(child);
            } else {
                position.narrowed |= child.edge() instanceof Edge.Narrow || child.edge() instanceof Edge.NarrowInPlace;
                collect(position, child, into);
            }
        }
    }

    private static void group(Route route, Map<Identity, List<Route>> groups) {
        FieldKey asks = ((Edge.Select) route.edge()).key();
        Route owner = Objects.requireNonNull(route.parent());
        Identity identity = new Identity(owner.node().type(), asks.responseKey(), asks.name(), asks.arguments());
        groups.computeIfAbsent(identity, ignored -> new ArrayList<>()).add(route);
    }

    private String allot(Position position, Identity identity, List<Route> routes) {
        Map<String, String> shapes = new HashMap<>();
        for (Route route : routes) {
            shapes.put(route.node().subgraph(), ((Edge.Select) route.edge()).shape());
        }
        FieldKey asks = ((Edge.Select) routes.getFirst().edge()).key();
        String wanted = asks.responseKey();
        boolean reserved = wanted.startsWith("__") && !asks.equals(FieldKey.TYPENAME);
        Slot slot = new Slot(identity.owner(), asks, wanted, shapes);
        for (int alias = 0; reserved || !fits(position, slot); alias++) {
            slot = new Slot(identity.owner(), asks, ALIAS + alias, shapes);
            reserved = false;
        }
        position.slots.add(slot);
        return slot.key();
    }

    private boolean fits(Position position, Slot slot) {
        for (Slot other : position.slots) {
            if (other.key().equals(slot.key()) && !compatible(other, slot)) {
                return false;
            }
        }
        return true;
    }

    private boolean compatible(Slot first, Slot second) {
        for (Map.Entry<String, String> shape : first.shapes().entrySet()) {
            String there = second.shapes().get(shape.getKey());
            if (there != null && !there.equals(shape.getValue())) {
                return false;
            }
        }
        return first.asks().asksSameAs(second.asks())
                || graph.possible(first.owner()).stream().noneMatch(graph.possible(second.owner())::contains);
    }
}
