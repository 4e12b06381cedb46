package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Checks that every query of the API can be answered: walks it breadth-first from the roots over (object type, places where
 * such an object may be read), and wants each field to be resolved somewhere that is reachable from there. Fields of
 * interfaces and unions are checked on each object type that a value can have.
 */
final class Satisfiability {
    /** States beyond which the walk gives up and refuses; large real schemas need some thousands. */
    static final int MAX_STATES = 200_000;

    private static final int MAX_ERRORS = 50;

    private final Supergraph supergraph;
    private final Reach reach;
    private final Findings findings;
    private final Queue<State> queue = new ArrayDeque<>();
    private final Map<String, List<Set<Place>>> passed = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private int states;

    /** An object somewhere in an answer. @param path how the query came here, for people */
    private record State(String object, Set<Place> places, String path) {}

    private Satisfiability(Supergraph supergraph, boolean labelsActive, Findings findings) {
        this.supergraph = supergraph;
        this.reach = new Reach(supergraph, labelsActive);
        this.findings = findings;
    }

    /** Progressive overrides must leave every query answerable with their labels on and off. */
    static void check(Supergraph supergraph, Findings findings) {
        new Satisfiability(supergraph, true, findings).walk();
        if (hasLabels(supergraph)) {
            new Satisfiability(supergraph, false, findings).walk();
        }
    }

    private static boolean hasLabels(Supergraph supergraph) {
        return supergraph.types().values().stream()
                .filter(FieldedDef.class::isInstance)
                .flatMap(type -> ((FieldedDef) type).fields().values().stream())
                .flatMap(field -> field.joins().values().stream())
                .anyMatch(join -> join.label() != null);
    }

    private void walk() {
        enqueueRoot(supergraph.queryType());
        if (supergraph.mutationType() != null) {
            enqueueRoot(supergraph.mutationType());
        }
        if (supergraph.subscriptionType() != null) {
            enqueueRoot(supergraph.subscriptionType());
        }
        for (State state = queue.poll(); state != null && failed.size() < MAX_ERRORS; state = queue.poll()) {
            visit(state);
        }
    }

    private void enqueueRoot(String root) {
        FieldedDef type = supergraph.fielded(root);
        if (type != null && !type.about().inaccessible()) {
            Set<Place> places = new HashSet<>();
            type.joins().keySet().forEach(subgraph -> places.add(Place.of(root, subgraph)));
            enqueue(new State(root, places, ""));
        }
    }

    /** More places only help, so a state is passed when one with some of its places was. */
    private void enqueue(State state) {
        List<Set<Place>> before = passed.computeIfAbsent(state.object(), type -> new ArrayList<>());
        if (before.stream().anyMatch(places -> state.places().containsAll(places))) {
            return;
        }
        if (++states > MAX_STATES) {
            String message =
                    "more than " + MAX_STATES + " combinations of places to check; the schema is too entangled";
            findings.error(Code.SATISFIABILITY_ERROR, "", List.of(), message);
            queue.clear();
            return;
        }
        before.add(state.places());
        queue.add(state);
    }

    private void visit(State state) {
        FieldedDef type = supergraph.fielded(state.object());
        if (type == null) {
            return;
        }
        Set<Place> places = reach.reachable(state.object(), state.places());
        for (FieldDef field : type.fields().values()) {
            if (!field.about().inaccessible()) {
                visit(state, places, field);
            }
        }
    }

    private void visit(State state, Set<Place> places, FieldDef field) {
        String step = state.object() + "." + field.name();
        String path = state.path().isEmpty() ? step : state.path() + " > " + step;
        List<Place> resolving = reach.resolving(state.object(), field.name(), places);
        if (resolving.isEmpty()) {
            report(state, path, field, places);
            return;
        }
        for (String concrete : supergraph.possibleTypes(field.type().innerName())) {
            TypeDef type = supergraph.type(concrete);
            if (type != null && !type.about().inaccessible()) {
                List<Place> children = reach.children(state.object(), field.name(), resolving, concrete);
                if (!children.isEmpty()) {
                    enqueue(new State(concrete, Set.copyOf(children), path));
                }
            }
        }
    }

    private void report(State state, String path, FieldDef field, Collection<Place> places) {
        String coordinate = state.object() + "." + field.name();
        if (!failed.add(coordinate)) {
            return;
        }
        List<String> reached =
                places.stream().map(Place::subgraph).distinct().sorted().toList();
        List<String> reasons = new Unreachable(supergraph, reach, state.object(), places).reasons(field);
        String message = path + ": \"" + state.object() + "\" is reached in " + reached + ", where \"" + field.name()
                + "\" cannot be resolved; " + String.join("; ", reasons);
        findings.error(Code.SATISFIABILITY_ERROR, coordinate, reached, message);
    }
}
