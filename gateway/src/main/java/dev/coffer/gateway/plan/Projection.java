package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.EnumDef;
import dev.coffer.gateway.compose.FieldDef;
import dev.coffer.gateway.compose.TypeDef;
import dev.coffer.gateway.compose.TypeRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the output of a plan: the client's fields by runtime type, with the internal keys of the layout. */
final class Projection {

    private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

    private final Graph graph;
    private int size;

    Projection(Graph graph) {
        this.graph = graph;
    }

    OutputSelection root(String type, List<Op> ops, Layout.Position position) {
        return selection(type, ops, position);
    }

    private OutputSelection selection(String type, List<Op> ops, Layout.@Nullable Position position) {
        SequencedMap<String, List<OutputField>> byType = new LinkedHashMap<>();
        List<Op> clients = ops.stream().filter(op -> !op.isHidden()).toList();
        boolean isTyped = position != null && position.isTyped();
        if (!graph.isAbstract(type) || !(isTyped || dependsOnType(type, clients))) {
            return plain(type, fields(type, clients, position));
        }
        for (String runtime : graph.possible(type)) {
            TypeDef def = graph.supergraph().type(runtime);
            if (def != null && !def.about().inaccessible()) {
                List<Op> own = clients.stream()
                        .filter(op ->
                                op.scope() == null || graph.possible(op.scope()).contains(runtime))
                        .toList();
                byType.put(runtime, fields(runtime, own, position));
            }
        }
        return dependsOnType(type, clients) || !isAlike(byType.values())
                ? new OutputSelection(type, true, byType)
                : plain(type, byType.firstEntry().getValue());
    }

    private static OutputSelection plain(String type, List<OutputField> fields) {
        SequencedMap<String, List<OutputField>> single = new LinkedHashMap<>();
        single.put(type, fields);
        return new OutputSelection(type, false, single);
    }

    /** Whether the operation itself depends on the runtime type, which is then always fetched. */
    private boolean dependsOnType(String type, List<Op> ops) {
        boolean asked =
                ops.stream().anyMatch(op -> op.scope() != null || op.key().isTypename());
        boolean hidden = graph.possible(type).stream()
                .map(graph.supergraph()::type)
                .anyMatch(def -> def != null && def.about().inaccessible());
        return asked || hidden;
    }

    /**
     * Whether all types print alike although the layout had to tell them apart. The runtime type is then not needed, and may
     * be missing: it may have been asked under a condition only.
     */
    private static boolean isAlike(Collection<List<OutputField>> lists) {
        return lists.stream().map(Projection::withoutCoordinates).distinct().count() == 1;
    }

    private static List<OutputField> withoutCoordinates(List<OutputField> fields) {
        return fields.stream()
                .map(field -> new OutputField(
                        field.responseKey(), field.key(), "", field.type(), field.source(), field.condition()))
                .toList();
    }

    private List<OutputField> fields(String runtime, List<Op> ops, Layout.@Nullable Position position) {
        Map<String, List<Op>> byKey = new LinkedHashMap<>();
        ops.forEach(op -> byKey.computeIfAbsent(op.key().responseKey(), ignored -> new ArrayList<>())
                .add(op));
        List<Place> places = places(ops);
        Map<String, List<Condition>> conditions = new HashMap<>();
        places.forEach(place -> conditions
                .computeIfAbsent(place.key(), ignored -> new ArrayList<>())
                .add(place.condition()));
        Map<String, OutputField> whole = new HashMap<>();
        Map<String, Iterator<Condition>> when = new HashMap<>();
        byKey.forEach((key, same) -> whole.put(key, field(runtime, same, position)));
        conditions.forEach((key, all) -> when.put(key, firstOf(all).iterator()));
        List<OutputField> fields = new ArrayList<>();
        for (Place place : places) {
            Condition here = Objects.requireNonNull(when.get(place.key())).next();
            if (!here.isNever()) {
                fields.add(Objects.requireNonNull(whole.get(place.key())).when(here));
            }
        }
        return fields;
    }

    /** Where a field is selected, and when. */
    private record Place(String key, Condition condition) {}

    /** The places of fields in their order; what is selected twice with nothing between is in one place. */
    private static List<Place> places(List<Op> ops) {
        List<Place> places = new ArrayList<>();
        for (Op op : ops) {
            String key = op.key().responseKey();
            Condition condition = op.key().condition();
            if (!places.isEmpty() && places.getLast().key().equals(key)) {
                condition = places.removeLast().condition().or(condition);
            }
            places.add(new Place(key, condition));
        }
        return places;
    }

    /**
     * A field that is selected in several places stands in the answer at the first one that counts. Where it takes too many words to
     * say which that is, it stands at the very first.
     *
     * @param places conditions of the places of one field
     * @return for each place, when the field stands there: at most one of them holds
     */
    private static List<Condition> firstOf(List<Condition> places) {
        List<Condition> first = new ArrayList<>();
        Condition earlier = Condition.NEVER;
        for (Condition place : places) {
            Condition fresh = place.butNot(earlier);
            if (fresh == null) {
                List<Condition> onlyOne = new ArrayList<>(Collections.nCopies(places.size(), Condition.NEVER));
                onlyOne.set(0, places.stream().reduce(Condition.NEVER, Condition::or));
                return onlyOne;
            }
            first.add(fresh);
            earlier = earlier.or(place);
        }
        return first;
    }

    private OutputField field(String runtime, List<Op> same, Layout.@Nullable Position position) {
        if (++size > PlanLimits.SELECTIONS) {
            throw Unplannable.tooComplex("the answer has more than " + PlanLimits.SELECTIONS + " fields");
        }
        FieldKey asks = same.getFirst().key();
        String coordinate = runtime + "." + asks.name();
        Condition condition = same.stream().map(op -> op.key().condition()).reduce(Condition.NEVER, Condition::or);
        if (asks.name().startsWith("__")) {
            OutputField.Source source = INTROSPECTION.contains(asks.name())
                    ? OutputField.Source.INTROSPECTION
                    : OutputField.Source.TYPENAME;
            OutputType name = new OutputType.NonNull(new OutputType.Scalar("String"));
            OutputType type = source == OutputField.Source.TYPENAME ? name : new OutputType.Scalar(asks.name());
            return new OutputField(asks.responseKey(), OutputSelection.TYPENAME, coordinate, type, source, condition);
        }
        if (same.stream().anyMatch(Op::isDenied)) {
            return denied(coordinate, fieldType(runtime, same.getFirst()), asks.responseKey(), condition);
        }
        String key = internalKey(runtime, same, position);
        Layout.Position below = position == null ? null : position.child(key);
        return new OutputField(
                asks.responseKey(),
                key,
                coordinate,
                type(fieldType(runtime, same.getFirst()), children(same), below),
                OutputField.Source.RESPONSE,
                condition);
    }

    private static OutputField denied(String coordinate, TypeRef type, String responseKey, Condition condition) {
        OutputType nothing = new OutputType.Scalar(type.innerName());
        return new OutputField(
                responseKey,
                "",
                coordinate,
                type.isNonNull() ? new OutputType.NonNull(nothing) : nothing,
                OutputField.Source.DENIED,
                condition);
    }

    private TypeRef fieldType(String runtime, Op op) {
        FieldDef def = graph.supergraph().field(runtime, op.key().name());
        FieldDef found = def != null
                ? def
                : graph.supergraph().field(op.owner(), op.key().name());
        if (found == null) {
            throw Unplannable.field(op.coordinate(), "The field " + op.coordinate() + " does not exist.");
        }
        return found.type();
    }

    /** Children of fields that are one field of the answer; each counts when its own parent counts. */
    private static List<Op> children(List<Op> same) {
        if (same.size() == 1) {
            return same.getFirst().children();
        }
        boolean alike = same.stream().map(op -> op.key().condition()).distinct().count() == 1;
        List<Op> children = new ArrayList<>();
        for (Op op : same) {
            op.children()
                    .forEach(child ->
                            children.add(alike ? child : child.under(op.key().condition())));
        }
        return children;
    }

    private String internalKey(String runtime, List<Op> same, Layout.@Nullable Position position) {
        FieldKey asks = same.getFirst().key();
        if (position == null) {
            return asks.responseKey();
        }
        Set<String> keys = position.slots().stream()
                .filter(slot -> slot.asks().responseKey().equals(asks.responseKey())
                        && slot.asks().asksSameAs(asks)
                        && (slot.owner().equals(runtime)
                                || graph.possible(slot.owner()).contains(runtime)
                                || graph.possible(runtime).containsAll(graph.possible(slot.owner()))))
                .map(Layout.Slot::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean oneWill =
                same.stream().allMatch(op -> op.isLeaf() && op.key().condition().isAlways());
        if (keys.size() > 1 && !oneWill) {
            throw Unplannable.field(
                    runtime + "." + asks.name(),
                    "The field " + runtime + "." + asks.name()
                            + " has different types on the types that it is selected on; select it under another alias"
                            + " on each of them.");
        }
        return keys.isEmpty() ? asks.responseKey() : keys.iterator().next();
    }

    private OutputType type(TypeRef ref, List<Op> children, Layout.@Nullable Position below) {
        return switch (ref) {
            case TypeRef.NonNull nonNull -> new OutputType.NonNull(type(nonNull.type(), children, below));
            case TypeRef.ListOf list -> new OutputType.ListOf(type(list.item(), children, below));
            case TypeRef.Named named -> named(named.name(), children, below);
        };
    }

    private OutputType named(String name, List<Op> children, Layout.@Nullable Position below) {
        if (graph.isComposite(name)) {
            return new OutputType.Composite(selection(name, children, below));
        }
        if (graph.supergraph().type(name) instanceof EnumDef values) {
            return new OutputType.Enumeration(
                    name,
                    values.values().values().stream()
                            .filter(value -> !value.about().inaccessible())
                            .map(EnumDef.Value::name)
                            .collect(Collectors.toSet()));
        }
        return new OutputType.Scalar(name);
    }
}
