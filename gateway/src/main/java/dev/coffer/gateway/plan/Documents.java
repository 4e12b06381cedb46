package dev.coffer.gateway.plan;

import graphql.language.AstPrinter;
import graphql.language.VariableDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the documents of calls. */
final class Documents {

    private static final String REPRESENTATIONS = "representations";

    private final Graph graph;
    private final Selected selected;
    private final Layout layout;
    private final Map<String, VariableDefinition> variables = new LinkedHashMap<>();
    private final String operationName;
    private final ContextVariables contexts;

    /**
     * A field or fragment with what is selected below.
     *
     * @param types runtime types of the objects that it is selected for, empty for all that it is selected on
     * @param variables of the client that the head uses
     */
    private record Part(
            String head, String key, String name, Set<String> types, Set<String> variables, List<Part> parts) {
        static Part fragment(String head, Set<String> types, Set<String> variables, List<Part> parts) {
            return new Part(head, "", "", types, variables, parts);
        }

        boolean isFragment() {
            return key.isEmpty();
        }

        void collectVariables(Set<String> into) {
            into.addAll(variables);
            parts.forEach(part -> part.collectVariables(into));
        }
    }

    /** How a field or fragment starts. @param wraps conditions that do not fit on the field, each around it as a fragment */
    private record Head(String text, List<String> wraps, Set<String> variables) {
        static Head of(String text) {
            return new Head(text, List.of(), Set.of());
        }
    }

    /** @param operationName of the client, perhaps empty; starts the names of the documents */
    Documents(Graph graph, Selected selected, Layout layout, List<VariableDefinition> variables, String operationName) {
        this.graph = graph;
        this.selected = selected;
        this.layout = layout;
        this.operationName = operationName.isEmpty() ? "Unnamed" : operationName;
        variables.forEach(definition -> this.variables.put(definition.getName(), definition));
        this.contexts = new ContextVariables(selected, this.variables.keySet());
    }

    /** What a call sends and gets. */
    record Written(FetchDocument document, List<FetchField> selection, String representationsVariable) {}

    ContextVariables contexts() {
        return contexts;
    }

    Written root(Call call, int id, OperationKind kind) {
        List<Part> parts = parts(call.entries());
        Set<String> used = used(parts);
        String text = kind.keyword() + " " + head(call, id, definitions(used)) + print(parts);
        return new Written(document(call, id, used, text, null), fields(parts, Set.of()), "");
    }

    Written entities(Call call, int id) {
        Map<String, List<Route>> byType = new LinkedHashMap<>();
        for (Route entry : call.entries()) {
            byType.computeIfAbsent(entry.node().type(), ignored -> new ArrayList<>())
                    .add(entry);
        }
        List<Part> parts = new ArrayList<>();
        byType.forEach(
                (type, entries) -> parts.add(Part.fragment("...on " + type, Set.of(), Set.of(), parts(entries))));
        Set<String> used = used(parts);
        String variable = contexts.free(REPRESENTATIONS);
        List<String> definitions = definitions(used);
        List<String> all = new ArrayList<>(List.of("$" + variable + ":[_Any!]!"));
        all.addAll(contexts.definitions(call));
        FetchDocument.Grouped grouped = all.size() == 1
                ? null
                : new FetchDocument.Grouped(definitions, List.of(print(parts).split(ContextVariables.SUFFIX, -1)));
        all.addAll(definitions);
        String text = "query " + head(call, id, all) + "{_entities(representations:$" + variable + ")"
                + print(parts).replace(ContextVariables.SUFFIX, "") + "}";
        return new Written(document(call, id, used, text, grouped), fields(parts, Set.of()), variable);
    }

    /** Taken from what is left in the end: a document must not declare what it does not use. */
    private static Set<String> used(List<Part> parts) {
        Set<String> used = new LinkedHashSet<>();
        parts.forEach(part -> part.collectVariables(used));
        return used;
    }

    private FetchDocument document(
            Call call, int id, Set<String> used, String text, FetchDocument.@Nullable Grouped grouped) {
        return new FetchDocument(
                text,
                name(call, id),
                used.stream()
                        .map(name -> new FetchDocument.Variable(name, name))
                        .toList(),
                grouped);
    }

    private String name(Call call, int id) {
        return operationName + "__" + call.subgraph().replaceAll("[^_0-9A-Za-z]", "_") + "__" + id;
    }

    private String head(Call call, int id, List<String> definitions) {
        return name(call, id) + (definitions.isEmpty() ? "" : "(" + String.join(",", definitions) + ")");
    }

    /** Of the client's variables. */
    private List<String> definitions(Set<String> used) {
        List<String> definitions = new ArrayList<>();
        for (String name : used) {
            VariableDefinition definition = variables.get(name);
            if (definition == null) {
                throw Unplannable.field("$" + name, "The variable $" + name + " is not defined by the operation.");
            }
            String fallback = definition.getDefaultValue() == null
                    ? ""
                    : "=" + AstPrinter.printAstCompact(definition.getDefaultValue());
            definitions.add("$" + name + ":" + AstPrinter.printAstCompact(definition.getType()) + fallback);
        }
        return definitions;
    }

    /** What is selected on objects that are reached by several routes of one call. */
    private List<Part> parts(List<Route> objects) {
        Map<Head, List<Route>> heads = new LinkedHashMap<>();
        Map<Head, Set<String>> wanted = new HashMap<>();
        boolean typed = false;
        for (Route object : flatten(objects)) {
            typed |= needsTypename(object);
            Set<String> types = wantedTypes(object);
            for (Route child : selected.children(object)) {
                switch (child.edge()) {
                    case Edge.Select select -> {
                        Head head = fieldHead(child, select);
                        heads.computeIfAbsent(head, ignored -> new ArrayList<>())
                                .add(child);
                        wanted.merge(head, types, Documents::eitherOf);
                    }
                    case Edge.Narrow narrow ->
                        heads.computeIfAbsent(Head.of("...on " + narrow.target().type()), ignored -> new ArrayList<>())
                                .add(child);
                    default -> {}
                }
            }
        }
        if (typed || heads.isEmpty()) {
            heads.putIfAbsent(Head.of(OutputSelection.TYPENAME), List.of());
        }
        List<Part> parts = new ArrayList<>();
        heads.forEach((head, routes) -> parts.add(part(head, routes, wanted.getOrDefault(head, Set.of()))));
        return withoutRepeats(parts);
    }

    /** The types of an interface object's values for which a route leads here; empty for all, and where the subgraph knows types. */
    private Set<String> wantedTypes(Route object) {
        return switch (object.edge()) {
            case Edge.NarrowInPlace narrow -> Set.of(narrow.implementer());
            case Edge.Move move
            when graph.isInterfaceObject(move.target()) -> {
                Set<String> from = graph.possible(
                        Objects.requireNonNull(object.parent()).node().type());
                yield from.containsAll(graph.possible(move.target().type())) ? Set.of() : from;
            }
            default -> Set.of();
        };
    }

    private static Set<String> eitherOf(Set<String> first, Set<String> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return Set.of();
        }
        Set<String> either = new LinkedHashSet<>(first);
        either.addAll(second);
        return either;
    }

    /** Drops leaves from fragments that are selected for all types beside the fragment. */
    private static List<Part> withoutRepeats(List<Part> parts) {
        Set<String> common = new LinkedHashSet<>();
        parts.stream().filter(part -> part.parts().isEmpty()).forEach(part -> common.add(part.head()));
        List<Part> kept = new ArrayList<>();
        for (Part part : parts) {
            if (!part.isFragment()) {
                kept.add(part);
                continue;
            }
            List<Part> own = part.parts().stream()
                    .filter(inner -> !inner.parts().isEmpty() || !common.contains(inner.head()))
                    .toList();
            if (!own.isEmpty()) {
                kept.add(Part.fragment(part.head(), part.types(), part.variables(), own));
            }
        }
        return kept;
    }

    /** In-place narrowing is not seen by the subgraph: what is below it is selected on the object itself. */
    private List<Route> flatten(List<Route> objects) {
        List<Route> flat = new ArrayList<>();
        for (Route object : objects) {
            flat.add(object);
            flat.addAll(selected.children(object).stream()
                    .filter(child -> child.edge() instanceof Edge.NarrowInPlace)
                    .toList());
        }
        return flat;
    }

    private boolean needsTypename(Route object) {
        boolean narrows = selected.children(object).stream().anyMatch(child -> child.edge() instanceof Edge.Narrow);
        return narrows
                || (object.edge() instanceof Edge.Select
                        && layout.position(object).isTyped()
                        && !graph.isInterfaceObject(object.node()));
    }

    private Head fieldHead(Route route, Edge.Select select) {
        FieldKey asks = select.key();
        String key = layout.key(route);
        Set<String> used = new LinkedHashSet<>(asks.variables());
        StringBuilder text = new StringBuilder(key.equals(asks.name()) ? key : key + ":" + asks.name());
        text.append(contexts.arguments(route, asks.name(), asks.arguments()));
        List<String> wraps = new ArrayList<>();
        Set<Boolean> kinds = new LinkedHashSet<>();
        Set<Condition.Term> terms = asks.condition().alternatives().iterator().next();
        terms.stream().sorted(Comparator.comparing(Condition.Term::toString)).forEach(term -> {
            used.add(term.variable());
            String directive = (term.expected() ? "@include(if:$" : "@skip(if:$") + term.variable() + ")";
            if (kinds.add(term.expected())) {
                text.append(directive);
            } else {
                wraps.add("..." + directive);
            }
        });
        return new Head(text.toString(), wraps, used);
    }

    private Part part(Head head, List<Route> routes, Set<String> types) {
        if (routes.isEmpty()) {
            return new Part(head.text(), head.text(), head.text(), Set.of(), Set.of(), List.of());
        }
        Route first = routes.getFirst();
        List<Part> below = graph.isComposite(first.node().type()) ? parts(routes) : List.of();
        if (!(first.edge() instanceof Edge.Select select)) {
            return Part.fragment(head.text(), graph.possible(first.node().type()), Set.of(), below);
        }
        Part part = new Part(head.text(), layout.key(first), select.key().name(), types, head.variables(), below);
        for (String wrap : head.wraps()) {
            part = Part.fragment(wrap, Set.of(), Set.of(), List.of(part));
        }
        return part;
    }

    private static String print(List<Part> parts) {
        return parts.stream()
                .map(part -> part.head() + (part.parts().isEmpty() ? "" : print(part.parts())))
                .collect(Collectors.joining(" ", "{", "}"));
    }

    private static List<FetchField> fields(List<Part> parts, Set<String> types) {
        List<FetchField> fields = new ArrayList<>();
        for (Part part : parts) {
            Set<String> here = part.types().isEmpty() ? types : part.types();
            if (part.isFragment()) {
                fields.addAll(fields(part.parts(), here));
            } else {
                fields.add(new FetchField(part.key(), part.name(), here, fields(part.parts(), Set.of())));
            }
        }
        return fields;
    }
}
