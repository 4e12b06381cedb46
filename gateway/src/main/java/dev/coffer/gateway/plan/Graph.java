package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.ContextArgument;
import dev.coffer.gateway.compose.Contexts;
import dev.coffer.gateway.compose.FieldDef;
import dev.coffer.gateway.compose.FieldSet;
import dev.coffer.gateway.compose.FieldedDef;
import dev.coffer.gateway.compose.InterfaceDef;
import dev.coffer.gateway.compose.Join;
import dev.coffer.gateway.compose.ObjectDef;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.TypeDef;
import dev.coffer.gateway.compose.TypeJoin;
import dev.coffer.gateway.compose.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What can be done at each {@link Node}: the supergraph read as a graph. Safe for concurrent use. */
final class Graph {

    private final Supergraph supergraph;
    private final Contexts contexts;
    private final Set<String> activeLabels;
    private final Map<String, Set<String>> possible = new ConcurrentHashMap<>();
    private final Map<Node, Set<String>> possibleAt = new ConcurrentHashMap<>();
    private final Map<String, List<Move>> moves = new ConcurrentHashMap<>();

    /**
     * A field that can be asked at a node.
     *
     * @param requires what must be sent first, perhaps empty
     * @param contexts arguments that are to be filled from objects above
     */
    record Field(Node target, TypeRef type, FieldSet requires, List<ContextArgument> contexts) {
        /** Whether it can be asked wherever the object is, with nothing sent before. */
        boolean isPlain() {
            return requires.isEmpty() && contexts.isEmpty();
        }
    }

    /**
     * A way into a subgraph to ask a field there.
     *
     * @param isReturn by a key that is not resolvable: only for objects that come from there, to send what the field requires
     */
    record Move(
            Node target,
            String typename,
            FieldSet key,
            FieldSet requires,
            List<ContextArgument> contexts,
            boolean isReturn) {
        boolean isPlain() {
            return requires.isEmpty() && contexts.isEmpty();
        }
    }

    /** @param activeLabels of progressive overrides; where a label is not among them, the source keeps its field */
    Graph(Supergraph supergraph, Set<String> activeLabels) {
        this.supergraph = supergraph;
        this.contexts = new Contexts(supergraph);
        this.activeLabels = Set.copyOf(activeLabels);
    }

    Contexts contexts() {
        return contexts;
    }

    Supergraph supergraph() {
        return supergraph;
    }

    /** The object types that a value of the type can have in any subgraph. */
    Set<String> possible(String type) {
        return possible.computeIfAbsent(type, supergraph::possibleTypes);
    }

    /** The object types that a value at the node can have. */
    Set<String> possible(Node node) {
        return possibleAt.computeIfAbsent(
                Node.of(node.type(), node.subgraph()), key -> supergraph.possibleTypes(key.type(), key.subgraph()));
    }

    boolean isInterfaceObject(Node node) {
        return supergraph.isInterfaceObject(node.type(), node.subgraph());
    }

    boolean isObject(Node node) {
        return supergraph.type(node.type()) instanceof ObjectDef;
    }

    /** Whether it is an object whose fields other subgraphs give by a key. */
    boolean isEntity(Node node) {
        return supergraph.type(node.type()) instanceof ObjectDef object
                && object.joins().values().stream()
                        .anyMatch(join -> join.keys().stream().anyMatch(TypeJoin.Key::resolvable));
    }

    boolean isComposite(String type) {
        TypeDef def = supergraph.type(type);
        return def != null && def.isComposite();
    }

    /** Whether the type declares fields, unlike a union. */
    boolean hasFields(String type) {
        return supergraph.type(type) instanceof FieldedDef;
    }

    boolean isAbstract(String type) {
        TypeDef def = supergraph.type(type);
        return def != null && def.isAbstract();
    }

    /**
     * The field as the subgraph gives it at an object, an interface or an interface object, null if it does not. At an
     * interface it must give it for every implementer that it knows.
     */
    @Nullable
    Field field(Node node, String name) {
        FieldDef def = supergraph.field(node.type(), name);
        Join join = def == null ? null : def.joins().get(node.subgraph());
        if (join == null) {
            return null;
        }
        Field found = joined(node, name, join);
        if (found == null || isObject(node) || isInterfaceObject(node)) {
            return found;
        }
        for (String implementer : possible(node)) {
            Field there = field(narrow(node, implementer), name);
            if (there == null || !there.isPlain()) {
                return null;
            }
        }
        return found;
    }

    private @Nullable Field joined(Node node, String name, Join join) {
        FieldSet provided = provided(node.view(), name);
        boolean own = resolves(join);
        if (!own && provided == null) {
            return null;
        }
        FieldSet view = both(own ? join.provides() : null, provided);
        FieldSet requires = provided != null || join.requires() == null ? FieldSet.EMPTY : join.requires();
        List<ContextArgument> arguments = provided != null ? List.of() : join.contexts();
        return new Field(new Node(join.type().innerName(), node.subgraph(), view), join.type(), requires, arguments);
    }

    private boolean resolves(Join join) {
        if (join.label() != null) {
            return !join.external() && activeLabels.contains(join.label()) == (join.overrideFrom() != null);
        }
        return join.isResolvable();
    }

    private static @Nullable FieldSet provided(FieldSet view, String name) {
        for (FieldSet.Selection selection : view.selections()) {
            if (selection instanceof FieldSet.Field field && field.name().equals(name)) {
                return field.selections();
            }
        }
        return null;
    }

    private static FieldSet both(@Nullable FieldSet first, @Nullable FieldSet second) {
        if (first == null || first.isEmpty()) {
            return second == null ? FieldSet.EMPTY : second;
        }
        if (second == null || second.isEmpty()) {
            return first;
        }
        List<FieldSet.Selection> all = new ArrayList<>(first.selections());
        all.addAll(second.selections());
        return new FieldSet(all);
    }

    /** The same place, for values of a narrower type only. */
    Node narrow(Node node, String type) {
        if (node.type().equals(type)) {
            return node;
        }
        List<FieldSet.Selection> seen = new ArrayList<>();
        collectView(node.view(), type, seen);
        return new Node(type, node.subgraph(), new FieldSet(seen));
    }

    /**
     * Whether {@code ... on type} at the node finds all objects that are of the type in the supergraph: a subgraph may not
     * know that one of its types implements an interface.
     */
    boolean canNarrow(Node node, String type) {
        Set<String> wanted = new LinkedHashSet<>(possible(node));
        wanted.retainAll(possible(type));
        return !wanted.isEmpty()
                && (node.type().equals(type)
                        || possible(Node.of(type, node.subgraph())).containsAll(wanted));
    }

    private void collectView(FieldSet view, String type, List<FieldSet.Selection> into) {
        for (FieldSet.Selection selection : view.selections()) {
            if (!(selection instanceof FieldSet.Fragment fragment)) {
                into.add(selection);
            } else if (possible(fragment.on()).containsAll(possible(type))) {
                collectView(fragment.selections(), type, into);
            } else {
                into.add(fragment);
            }
        }
    }

    /** All ways to enter a subgraph that gives the field of a type: by the type itself or by an interface object. */
    List<Move> moves(String type, String field) {
        return moves.computeIfAbsent(type + "." + field, ignored -> findMoves(type, field));
    }

    private List<Move> findMoves(String type, String field) {
        List<Move> found = new ArrayList<>();
        if (!(supergraph.type(type) instanceof FieldedDef def)) {
            return found;
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(type);
        names.addAll(def.interfaces());
        for (String name : names) {
            FieldedDef entered = supergraph.fielded(name);
            if (entered == null) {
                continue;
            }
            entered.joins().forEach((subgraph, join) -> {
                if (join.interfaceObject() || (name.equals(type) && def instanceof ObjectDef)) {
                    addMoves(Node.of(name, subgraph), join, field, found);
                }
            });
        }
        return List.copyOf(found);
    }

    private void addMoves(Node target, TypeJoin join, String field, List<Move> into) {
        Field there = field(target, field);
        if (there == null) {
            return;
        }
        boolean isOpen = join.keys().stream().anyMatch(TypeJoin.Key::resolvable);
        for (TypeJoin.Key key : join.keys()) {
            if (key.resolvable() || (!isOpen && !there.isPlain())) {
                into.add(new Move(
                        target, target.type(), key.fields(), there.requires(), there.contexts(), !key.resolvable()));
            }
        }
    }

    /** Ways from an interface object to subgraphs that know the interface's implementers. */
    List<Move> owners(String type) {
        List<Move> found = new ArrayList<>();
        if (supergraph.type(type) instanceof InterfaceDef def) {
            def.joins().forEach((subgraph, join) -> {
                if (!join.interfaceObject()) {
                    for (TypeJoin.Key key : join.keys()) {
                        if (key.resolvable()) {
                            Node owner = Node.of(type, subgraph);
                            found.add(new Move(owner, type, key.fields(), FieldSet.EMPTY, List.of(), false));
                        }
                    }
                }
            });
        }
        return found;
    }
}
