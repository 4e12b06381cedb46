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
import java.util.stream.Collectors;

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
    private final Contexts contexts;
    private final Set<ContextArgument> arguments;
    private final Findings findings;
    private final Queue<State> queue = new ArrayDeque<>();
    private final Map<String, List<State>> passed = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private int states;

    /**
     * An object somewhere in an answer.
     *
     * @param contexts the arguments that objects above it can fill
     * @param path how the query came here, for people
     */
    private record State(String object, Set<Place> places, Set<ContextArgument> contexts, String path) {
        /** More of either only helps. */
        boolean hasAllOf(State other) {
            return places.containsAll(other.places) && contexts.containsAll(other.contexts);
        }
    }

    private Satisfiability(Supergraph supergraph, boolean labelsActive, Findings findings) {
        this.supergraph = supergraph;
        this.reach = new Reach(supergraph, labelsActive);
        this.contexts = new Contexts(supergraph);
        this.arguments = arguments(supergraph);
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

    private static Set<ContextArgument> arguments(Supergraph supergraph) {
        return supergraph.types().values().stream()
                .filter(FieldedDef.class::isInstance)
                .flatMap(type -> ((FieldedDef) type).fields().values().stream())
                .flatMap(field -> field.joins().values().stream())
                .flatMap(join -> join.contexts().stream())
                .collect(Collectors.toSet());
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
            enqueue(new State(root, places, Set.of(), ""));
        }
    }

    /** A state is passed when one with a part of what it has was. */
    private void enqueue(State state) {
        List<State> before = passed.computeIfAbsent(state.object(), type -> new ArrayList<>());
        if (before.stream().anyMatch(state::hasAllOf)) {
            return;
        }
        if (++states > MAX_STATES) {
            String message =
                    "more than " + MAX_STATES + " combinations of places to check; the schema is too entangled";
            findings.error(Code.SATISFIABILITY_ERROR, "", List.of(), message);
            queue.clear();
            return;
        }
        before.add(state);
        queue.add(state);
    }

    private void visit(State state) {
        FieldedDef type = supergraph.fielded(state.object());
        if (type == null) {
            return;
        }
        Set<Place> places = reach.reachable(state.object(), state.places());
        Set<ContextArgument> below = contextsBelow(state, places);
        for (FieldDef field : type.fields().values()) {
            if (!field.about().inaccessible()) {
                visit(state, places, below, field);
            }
        }
    }

    /** An object that sets a context stands in for those above it that do. */
    private Set<ContextArgument> contextsBelow(State state, Set<Place> places) {
        Set<ContextArgument> below = new HashSet<>(state.contexts());
        for (ContextArgument argument : arguments) {
            if (contexts.isSet(state.object(), argument.context())) {
                FieldSet selection = contexts.selection(state.object(), argument.selection());
                if (reach.canFill(selection, state.object(), places)) {
                    below.add(argument);
                } else {
                    below.remove(argument);
                }
            }
        }
        return below;
    }

    private void visit(State state, Set<Place> places, Set<ContextArgument> below, FieldDef field) {
        String step = state.object() + "." + field.name();
        String path = state.path().isEmpty() ? step : state.path() + " > " + step;
        List<Place> able = reach.resolving(state.object(), field.name(), places);
        if (able.isEmpty()) {
            report(state, path, field, places);
            return;
        }
        List<Place> resolving = able.stream()
                .filter(place -> state.contexts().containsAll(reach.contexts(place, field.name())))
                .toList();
        if (resolving.isEmpty()) {
            reportContext(path, step, able);
            return;
        }
        for (String concrete : supergraph.possibleTypes(field.type().innerName())) {
            TypeDef type = supergraph.type(concrete);
            if (type != null && !type.about().inaccessible()) {
                List<Place> children = reach.children(state.object(), field.name(), resolving, concrete);
                if (!children.isEmpty()) {
                    enqueue(new State(concrete, Set.copyOf(children), below, path));
                }
            }
        }
    }

    private void reportContext(String path, String coordinate, List<Place> able) {
        if (failed.add(coordinate)) {
            List<String> subgraphs =
                    able.stream().map(Place::subgraph).distinct().sorted().toList();
            String message = path + ": no object above sets a context that \"" + coordinate
                    + "\" takes an argument from in " + subgraphs + ", or what it takes cannot be read there";
            findings.error(Code.SATISFIABILITY_ERROR, coordinate, subgraphs, message);
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
