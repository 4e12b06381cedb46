package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.List;

/** The ways from a node to one field: directly, or by entering a subgraph that has it. */
final class Steps {

    private final Graph graph;
    private final Requirements requirements;
    private final ContextNeeds contexts;

    Steps(Graph graph, Requirements requirements) {
        this.graph = graph;
        this.requirements = requirements;
        this.contexts = new ContextNeeds(graph, requirements);
    }

    /** How far to look for ways. */
    enum Reach {
        /** Do not enter a subgraph for an entity that the one at hand gives: its fields can be had by its own key. */
        NEAR,
        /** All ways. */
        FAR
    }

    /** Ways to a field from any of the tails; empty where none gives it. */
    List<Route> reach(Op op, List<Route> tails, Reach far) {
        List<Route> found = new ArrayList<>();
        for (Route tail : tails) {
            if (op.key().isTypename()) {
                typename(op, tail, found);
            } else {
                for (Route at : scoped(tail, op)) {
                    field(op, at, far, found);
                }
            }
        }
        return found;
    }

    private void typename(Op op, Route tail, List<Route> into) {
        for (Route at : typed(tail)) {
            Node value = Node.of("String", at.node().subgraph());
            into.add(at.step(new Edge.Select(value, op.key(), "String!")));
        }
    }

    /** The same objects where their runtime type is known: itself, or an owner of the interface. */
    private List<Route> typed(Route tail) {
        if (!graph.isInterfaceObject(tail.node())) {
            return List.of(tail);
        }
        List<Route> owners = new ArrayList<>();
        for (Graph.Move owner : graph.owners(tail.node().type())) {
            enter(tail, owner, "", owners);
        }
        return owners;
    }

    /** The tail as seen by objects of the field's scope; empty if no object of the tail is of it. */
    private List<Route> scoped(Route tail, Op op) {
        String scope = op.scope();
        Node node = tail.node();
        if (scope == null || scope.equals(node.type())) {
            return List.of(tail);
        }
        if (graph.isObject(node)) {
            return graph.possible(scope).contains(node.type()) ? List.of(tail) : List.of();
        }
        List<Route> found = new ArrayList<>();
        for (Route at : typed(tail)) {
            if (graph.canNarrow(at.node(), scope)) {
                found.add(at.step(new Edge.Narrow(graph.narrow(at.node(), scope))));
            }
        }
        if (graph.isInterfaceObject(node)
                && !graph.isAbstract(scope)
                && graph.field(node, op.key().name()) != null) {
            inPlace(tail, scope, found);
        }
        return found;
    }

    private void inPlace(Route tail, String implementer, List<Route> into) {
        Edge.NarrowInPlace edge = new Edge.NarrowInPlace(tail.node(), implementer);
        for (Route owner : typed(tail)) {
            Edge typename = new Edge.Select(Node.of("String", owner.node().subgraph()), FieldKey.TYPENAME, "String!");
            into.add(tail.step(edge, List.of(owner.step(typename))));
        }
    }

    private void field(Op op, Route at, Reach far, List<Route> into) {
        String name = op.key().name();
        Graph.Field direct = graph.field(at.node(), name);
        boolean here = direct != null && direct.isPlain();
        if (direct != null && here) {
            into.add(select(op, at, direct));
            boolean entity = far == Reach.NEAR && graph.isEntity(direct.target());
            if (entity || op.isLeaf() || covers(direct.target(), op.children())) {
                return;
            }
        }
        for (Graph.Move move : graph.moves(at.node().type(), name)) {
            boolean isHere = move.target().subgraph().equals(at.node().subgraph());
            boolean pointless = isHere ? move.isPlain() : move.isReturn();
            Graph.Field there = graph.field(move.target(), name);
            if (!pointless && there != null) {
                List<Route> entered = new ArrayList<>();
                enter(at, move, name, entered);
                entered.forEach(route -> into.add(select(op, route, there)));
            }
        }
    }

    /** @param field to be asked there, whose arguments contexts may have to fill */
    private void enter(Route at, Graph.Move move, String field, List<Route> into) {
        List<Route> represented = requirements.of(at, move.key(), move.requires());
        List<Edge.Context> above = represented == null ? null : contexts.of(at, field, move.contexts());
        if (represented != null && above != null) {
            List<Route> needs = new ArrayList<>(represented);
            above.forEach(context -> needs.addAll(context.values()));
            into.add(at.step(new Edge.Move(move.target(), move.typename(), move.key(), move.requires(), above), needs));
        }
    }

    private Route select(Op op, Route at, Graph.Field field) {
        String inner =
                graph.isComposite(field.target().type()) ? "*" : field.target().type();
        String shape = field.type().withInnerName(inner).toString();
        return at.step(new Edge.Select(field.target(), op.key(), shape));
    }

    /** Whether everything below can be asked in the same call; then no other way can be better. */
    private boolean covers(Node node, List<Op> ops) {
        for (Op op : ops) {
            if (op.isDenied()) {
                continue;
            }
            if (op.key().isTypename()) {
                if (graph.isInterfaceObject(node)) {
                    return false;
                }
            } else if (!coversField(node, op)) {
                return false;
            }
        }
        return true;
    }

    private boolean coversField(Node node, Op op) {
        String scope = op.scope();
        Node at = node;
        if (scope != null && !scope.equals(node.type())) {
            if (!graph.canNarrow(node, scope) || !graph.possible(node).containsAll(graph.possible(scope))) {
                return false;
            }
            at = graph.isObject(node) ? node : graph.narrow(node, scope);
        }
        Graph.Field field = graph.field(at, op.key().name());
        return field != null && field.isPlain() && (op.isLeaf() || covers(field.target(), op.children()));
    }
}
