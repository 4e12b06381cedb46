package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The variables of a plan's documents for what fields take from objects above, and other names that the client's leave free. */
final class ContextVariables {
    /** Stands where the name of a variable goes on for a group of entities. No GraphQL text holds it. */
    static final String SUFFIX = "\0";

    private final Set<String> taken;
    private final Map<Use, String> names = new LinkedHashMap<>();

    /** What a variable is for: an argument of a field of a type. */
    private record Use(String type, String field, String argument) {
        static Use of(Edge.Move move, Edge.Context context) {
            return new Use(
                    move.target().type(), context.field(), context.argument().name());
        }
    }

    /** @param taken names of the client's variables */
    ContextVariables(Selected selected, Set<String> taken) {
        this.taken = taken;
        for (Route route : selected.routes()) {
            if (route.edge() instanceof Edge.Move move) {
                move.contexts()
                        .forEach(context -> names.computeIfAbsent(
                                Use.of(move, context), ignored -> free("context_" + names.size())));
            }
        }
    }

    /** A name that no variable of the client has, also with a suffix. */
    String free(String wanted) {
        String name = wanted;
        for (int clash = 1; isTaken(name); clash++) {
            name = wanted + "_" + clash;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return taken.stream().anyMatch(variable -> variable.equals(name) || variable.startsWith(name + "_"));
    }

    String name(Edge.Move move, Edge.Context context) {
        return Objects.requireNonNull(names.get(Use.of(move, context)));
    }

    /** As a document of the call declares them. */
    Set<String> definitions(Call call) {
        Set<String> definitions = new LinkedHashSet<>();
        for (Route entry : call.entries()) {
            if (entry.edge() instanceof Edge.Move move) {
                move.contexts()
                        .forEach(context -> definitions.add("$" + name(move, context) + ":"
                                + context.argument().type()));
            }
        }
        return definitions;
    }

    /** The arguments of a field with those that come from above. @param own as they are printed, perhaps empty */
    String arguments(Route field, String name, String own) {
        List<String> above = new ArrayList<>();
        if (field.parent() instanceof Route parent && parent.edge() instanceof Edge.Move move) {
            for (Edge.Context context : move.contexts()) {
                if (context.field().equals(name)) {
                    above.add(context.argument().name() + ":$" + name(move, context) + SUFFIX);
                }
            }
        }
        if (above.isEmpty()) {
            return own;
        }
        String all = String.join(",", above);
        return own.isEmpty() ? "(" + all + ")" : own.substring(0, own.length() - 1) + "," + all + ")";
    }
}
