package dev.coffer.gateway.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes what entity calls take: where their objects lie and how these are represented. */
final class Inputs {

    private final Graph graph;
    private final Layout layout;

    private record Source(Set<String> types, String typename) {}

    private record Member(String name, String key, Set<String> types) {}

    /** A representation under way. */
    private static final class Members {
        private final Map<Member, Members> below = new LinkedHashMap<>();
        private boolean inKey;
    }

    Inputs(Graph graph, Layout layout) {
        this.graph = graph;
        this.layout = layout;
    }

    /** Paths to the objects of a call; those that differ only in the last step's types are one. */
    List<ObjectPath> paths(Call call) {
        Map<List<Object>, Set<String>> lastTypes = new LinkedHashMap<>();
        Map<List<Object>, List<ObjectPath.Step>> starts = new LinkedHashMap<>();
        for (Route entry : call.entries()) {
            List<ObjectPath.Step> steps = steps(entry);
            ObjectPath.Step last = steps.getLast();
            List<Object> place = List.of(
                    steps.subList(0, steps.size() - 1),
                    last.key(),
                    last.onTypes().isEmpty());
            starts.put(place, steps);
            lastTypes.computeIfAbsent(place, ignored -> new LinkedHashSet<>()).addAll(last.onTypes());
        }
        List<ObjectPath> paths = new ArrayList<>();
        starts.forEach((place, steps) -> {
            List<ObjectPath.Step> all = new ArrayList<>(steps.subList(0, steps.size() - 1));
            all.add(new ObjectPath.Step(steps.getLast().key(), lastTypes.getOrDefault(place, Set.of())));
            paths.add(new ObjectPath(all));
        });
        return paths;
    }

    private List<ObjectPath.Step> steps(Route entry) {
        Deque<Route> above = new ArrayDeque<>();
        for (Route at = entry; at != null; at = at.parent()) {
            above.push(at);
        }
        List<ObjectPath.Step> steps = new ArrayList<>();
        for (Route route : above) {
            switch (route.edge()) {
                case Edge.Select ignored -> steps.add(new ObjectPath.Step(layout.key(route), Set.of()));
                case Edge.Narrow narrow ->
                    narrowLast(steps, graph.possible(narrow.target().type()));
                case Edge.NarrowInPlace narrow -> narrowLast(steps, Set.of(narrow.implementer()));
                case Edge.Entry ignored -> {}
                case Edge.Move ignored -> {}
            }
        }
        return steps;
    }

    private static void narrowLast(List<ObjectPath.Step> steps, Set<String> types) {
        ObjectPath.Step last = steps.removeLast();
        Set<String> both = new LinkedHashSet<>(types);
        if (!last.onTypes().isEmpty()) {
            both.retainAll(last.onTypes());
        }
        steps.add(new ObjectPath.Step(last.key(), both));
    }

    /** One representation for each kind of object that the call takes, those for certain types first. */
    List<Representation> representations(Call call) {
        Map<Source, Members> sources = new LinkedHashMap<>();
        for (Route entry : call.entries()) {
            Edge.Move move = (Edge.Move) entry.edge();
            Members members =
                    sources.computeIfAbsent(new Source(sourceTypes(entry), move.typename()), ignored -> new Members());
            int keyLeaves = 0;
            Set<Route> inKey = keyLeaves(entry, move);
            for (Route need : entry.represented()) {
                insert(members, Objects.requireNonNull(entry.parent()), need, inKey.contains(need));
                keyLeaves++;
            }
            if (keyLeaves == 0) {
                throw new IllegalStateException("a move without inputs: " + move);
            }
        }
        List<Representation> all = new ArrayList<>();
        sources.forEach(
                (source, members) -> all.add(new Representation(source.types(), source.typename(), fields(members))));
        all.sort((first, second) ->
                Boolean.compare(first.onTypes().isEmpty(), second.onTypes().isEmpty()));
        return all;
    }

    /** Types for which the entry's representation holds: told only where objects of other types can lie there too. */
    private Set<String> sourceTypes(Route entry) {
        Route from = Objects.requireNonNull(entry.parent());
        boolean mixed = layout.position(entry).isTyped();
        return mixed && !graph.isInterfaceObject(from.node())
                ? graph.possible(from.node().type())
                : Set.of();
    }

    /** The needs that are selected by the key itself, told by their field names. */
    private static Set<Route> keyLeaves(Route entry, Edge.Move move) {
        Set<Route> found = new LinkedHashSet<>();
        Route from = Objects.requireNonNull(entry.parent());
        for (Route need : entry.represented()) {
            List<String> names = new ArrayList<>();
            for (Route at = need; at != null && at != from; at = at.parent()) {
                if (at.edge() instanceof Edge.Select select) {
                    names.addFirst(select.key().name());
                }
            }
            if (FieldPaths.contains(move.key(), names)) {
                found.add(need);
            }
        }
        return found;
    }

    private void insert(Members root, Route from, Route need, boolean inKey) {
        Deque<Route> below = new ArrayDeque<>();
        for (Route at = need; at != null && at != from; at = at.parent()) {
            below.push(at);
        }
        Members at = root;
        Set<String> types = Set.of();
        for (Route route : below) {
            switch (route.edge()) {
                case Edge.Select select -> {
                    Member member = new Member(select.key().name(), layout.key(route), types);
                    at = at.below.computeIfAbsent(member, ignored -> new Members());
                    at.inKey |= inKey;
                    types = Set.of();
                }
                case Edge.Narrow narrow ->
                    types = graph.possible(narrow.target().type());
                case Edge.NarrowInPlace narrow -> types = Set.of(narrow.implementer());
                case Edge.Entry ignored -> {}
                case Edge.Move ignored -> {}
            }
        }
    }

    /** What the call takes from objects above. */
    List<ContextValue> contexts(Call call, ContextVariables variables) {
        Map<String, ContextValue> values = new LinkedHashMap<>();
        for (Route entry : call.entries()) {
            Edge.Move move = (Edge.Move) entry.edge();
            for (Edge.Context context : move.contexts()) {
                Members members = new Members();
                context.values().forEach(value -> insert(members, context.above(), value, false));
                String variable = variables.name(move, context);
                values.put(
                        variable,
                        new ContextValue(
                                variable,
                                context.argument().type().toString(),
                                steps(context.above()).size(),
                                fields(members)));
            }
        }
        return List.copyOf(values.values());
    }

    private static List<RepresentationField> fields(Members members) {
        List<RepresentationField> fields = new ArrayList<>();
        members.below.forEach((member, below) -> fields.add(new RepresentationField(
                member.name(),
                member.key(),
                below.inKey ? RepresentationField.Role.KEY : RepresentationField.Role.REQUIRES,
                member.types(),
                fields(below))));
        return fields;
    }
}
