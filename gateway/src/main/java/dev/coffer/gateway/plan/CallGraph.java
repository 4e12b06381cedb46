package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.FieldSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The calls of a plan with what each waits for, merged where one call can do the work of two. */
final class CallGraph {

    private final Graph graph;
    private final Selected selected;
    private final Layout layout;
    private final List<Call> calls = new ArrayList<>();
    private final Map<Route, Call> owners = new HashMap<>();

    CallGraph(Graph graph, Selected selected, Layout layout) {
        this.graph = graph;
        this.selected = selected;
        this.layout = layout;
        selected.routes().forEach(this::own);
        selected.routes().stream()
                .filter(route -> route.edge() instanceof Edge.Move)
                .forEach(this::connect);
        mergeEntityCalls();
        serialise();
    }

    /** In an order in which each needs earlier ones only. */
    List<Call> ordered() {
        List<Call> ordered = new ArrayList<>();
        Set<Call> done = new LinkedHashSet<>();
        calls.forEach(call -> visit(call, done, ordered));
        return ordered;
    }

    private static void visit(Call call, Set<Call> done, List<Call> into) {
        if (done.add(call)) {
            call.needs().forEach(need -> visit(need, done, into));
            into.add(call);
        }
    }

    private void own(Route route) {
        switch (route.edge()) {
            case Edge.Entry entry -> start(route, entry.series());
            case Edge.Move ignored -> start(route, owner(parent(route)).series());
            default -> owners.put(route, owner(parent(route)));
        }
    }

    private void start(Route route, int series) {
        Call call = new Call(route, series, selected.condition(route));
        calls.add(call);
        owners.put(route, call);
    }

    private void connect(Route move) {
        Call call = owner(move);
        call.needs().add(owner(parent(move)));
        move.needs().forEach(need -> call.needs().add(owner(need)));
        for (Route at = move; at != null; at = at.parent()) {
            if (at.edge() instanceof Edge.NarrowInPlace) {
                at.needs().forEach(need -> call.needs().add(owner(need)));
            }
        }
    }

    private Call owner(Route route) {
        return Objects.requireNonNull(owners.get(route));
    }

    private static Route parent(Route route) {
        return Objects.requireNonNull(route.parent());
    }

    private record Place(Layout.Position position, String subgraph, int series, Condition condition) {}

    private void mergeEntityCalls() {
        Map<Place, List<Call>> places = new HashMap<>();
        for (Call call : List.copyOf(calls)) {
            if (call.isRoot()) {
                continue;
            }
            Layout.Position position = layout.position(call.entries().getFirst());
            Place place = new Place(position, call.subgraph(), call.series(), call.condition());
            List<Call> there = places.computeIfAbsent(place, ignored -> new ArrayList<>());
            Call host = there.stream()
                    .filter(other -> canMerge(other, call))
                    .findFirst()
                    .orElse(null);
            if (host == null) {
                there.add(call);
            } else {
                merge(host, call);
            }
        }
    }

    private boolean canMerge(Call first, Call second) {
        if (first.dependsOn(second) || second.dependsOn(first)) {
            return false;
        }
        for (Route mine : first.entries()) {
            for (Route theirs : second.entries()) {
                if (!sameInputs(mine, theirs)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Objects that both represent must be represented by one key and without two values for one field. What is taken from objects above
     * must be taken of the same for all.
     */
    private boolean sameInputs(Route first, Route second) {
        Edge.Move mine = (Edge.Move) first.edge();
        Edge.Move theirs = (Edge.Move) second.edge();
        boolean isPlain = mine.contexts().isEmpty() && theirs.contexts().isEmpty();
        if (!isPlain && parent(first) != parent(second)) {
            return false;
        }
        Set<String> sources = graph.possible(parent(first).node().type());
        boolean overlap = graph.possible(parent(second).node().type()).stream().anyMatch(sources::contains);
        return !overlap
                || (mine.key().equals(theirs.key())
                        && mine.typename().equals(theirs.typename())
                        && mine.target().equals(theirs.target())
                        && agree(mine.requires(), theirs.requires())
                        && agree(mine.key(), theirs.requires())
                        && agree(mine.requires(), theirs.key()));
    }

    private static boolean agree(FieldSet first, FieldSet second) {
        for (FieldSet.Selection mine : first.selections()) {
            for (FieldSet.Selection theirs : second.selections()) {
                if (!agree(mine, theirs)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean agree(FieldSet.Selection mine, FieldSet.Selection theirs) {
        if (mine instanceof FieldSet.Field first && theirs instanceof FieldSet.Field second) {
            return !first.name().equals(second.name())
                    || (first.arguments().equals(second.arguments()) && agree(first.selections(), second.selections()));
        }
        FieldSet first =
                mine instanceof FieldSet.Fragment fragment ? fragment.selections() : new FieldSet(List.of(mine));
        FieldSet second =
                theirs instanceof FieldSet.Fragment fragment ? fragment.selections() : new FieldSet(List.of(theirs));
        return agree(first, second);
    }

    private void merge(Call host, Call guest) {
        host.entries().addAll(guest.entries());
        host.needs().addAll(guest.needs());
        calls.remove(guest);
        for (Call call : calls) {
            if (call.needs().remove(guest)) {
                call.needs().add(host);
            }
        }
        owners.replaceAll((route, owner) -> owner == guest ? host : owner);
    }

    /** Mutations: each root field starts when all calls of the one before are complete. */
    private void serialise() {
        mergeNeighbours();
        List<Call> roots = calls.stream().filter(Call::isRoot).toList();
        for (int i = 1; i < roots.size(); i++) {
            Call before = roots.get(i - 1);
            Call root = roots.get(i);
            if (root.series() != before.series()) {
                root.needs().addAll(followers(before));
                root.needs().add(before);
            }
        }
    }

    /** Root fields of one subgraph share a document as long as no entity call comes between them. */
    private void mergeNeighbours() {
        List<Call> roots = new ArrayList<>(calls.stream().filter(Call::isRoot).toList());
        for (int i = 1; i < roots.size(); i++) {
            Call before = roots.get(i - 1);
            Call root = roots.get(i);
            boolean mergeable = root.series() != before.series()
                    && before.subgraph().equals(root.subgraph())
                    && before.condition().equals(root.condition())
                    && followers(before).isEmpty();
            if (mergeable) {
                merge(before, root);
                roots.set(i, before);
            }
        }
    }

    private List<Call> followers(Call root) {
        return calls.stream().filter(call -> call.dependsOn(root)).toList();
    }
}
