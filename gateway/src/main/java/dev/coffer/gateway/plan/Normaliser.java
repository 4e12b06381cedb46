package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.FieldDef;
import dev.coffer.gateway.compose.FieldSet;
import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
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
 * Turns selection sets of operations and of {@code @key}, {@code @requires} into {@link Op} trees: fragments inlined and
 * dropped where no object type can match, constant conditions folded, equal fields merged.
 */
final class Normaliser {

    private final Graph graph;
    private final Map<String, FragmentDefinition> fragments;
    private final Circumstances circumstances;
    private int selections;

    /** Fields of one selection set by what makes them one field, in order of appearance. */
    private static final class Level {
        private final Map<Slot, String> types = new LinkedHashMap<>();
        private final Map<String, Slot> latest = new HashMap<>();
        private final Map<Slot, Integer> parts = new HashMap<>();

        /** The slot to use for one: an equal one, unless others of its response key came after that. */
        private Slot place(Slot slot) {
            Slot before = latest.get(slot.key().responseKey());
            if (before != null && before.isLike(slot)) {
                return before;
            }
            Slot free = slot.part(parts.merge(slot, 1, Integer::sum));
            latest.put(slot.key().responseKey(), free);
            return free;
        }
    }

    /** @param part counts up where fields of the same response key stand between equal ones, so that all keep their order */
    private record Slot(@Nullable String scope, FieldKey key, Op.For who, int part) {
        boolean isLike(Slot other) {
            return Objects.equals(scope, other.scope) && key.equals(other.key) && who == other.who;
        }

        Slot part(int number) {
            return new Slot(scope, key, who, number);
        }
    }

    /**
     * Where a selection stands: the types that its objects can have, the type that declares its fields, when it counts, and
     * whether the caller may not see objects of the types around it.
     */
    private record Place(
            String position, String declared, Set<String> possible, Condition condition, boolean isDenied) {}

    /** @param circumstances say what the client of the operation may see */
    Normaliser(Graph graph, Map<String, FragmentDefinition> fragments, Circumstances circumstances) {
        this.graph = graph;
        this.fragments = fragments;
        this.circumstances = circumstances;
    }

    /** A client's selection set on an object of the type. Introspection fields of the root are kept as leaves. */
    List<Op> operation(String type, SelectionSet set) {
        return select(List.of(set), type, 0, true);
    }

    /** A field set on the type. */
    List<Op> fieldSet(String type, FieldSet set) {
        return fieldSet(type, set, graph.possible(type), type);
    }

    private List<Op> select(List<SelectionSet> sets, String type, int depth, boolean root) {
        if (depth > PlanLimits.DEPTH) {
            throw Unplannable.tooComplex("the operation is deeper than " + PlanLimits.DEPTH);
        }
        Level level = new Level();
        Map<Slot, List<SelectionSet>> below = new LinkedHashMap<>();
        Place place = new Place(type, type, graph.possible(type), Condition.ALWAYS, !isGranted(type));
        for (SelectionSet set : sets) {
            collect(set, place, level, below);
        }
        List<Op> ops = new ArrayList<>();
        level.types.forEach((slot, fieldType) -> {
            List<SelectionSet> deeper = below.getOrDefault(slot, List.of());
            boolean opaque = deeper.isEmpty() || slot.key().name().startsWith("__");
            List<Op> children = opaque ? List.of() : select(deeper, fieldType, depth + 1, false);
            ops.add(new Op(slot.scope(), type, slot.key(), fieldType, children, slot.who()));
        });
        List<Op> alike = typedAlike(ops);
        return root ? alike : withTypename(type, alike);
    }

    /**
     * Fields that become one field of the answer under different conditions must all ask for the runtime type if one does:
     * it alone may be skipped.
     */
    private List<Op> typedAlike(List<Op> ops) {
        Set<String> keys = new LinkedHashSet<>();
        Set<String> repeated = new LinkedHashSet<>();
        ops.stream().filter(op -> graph.isAbstract(op.type()) && !op.isDenied()).forEach(op -> {
            if (!keys.add(op.key().responseKey())) {
                repeated.add(op.key().responseKey());
            }
        });
        if (repeated.isEmpty()) {
            return ops;
        }
        Set<String> typed = new LinkedHashSet<>();
        ops.stream()
                .filter(Normaliser::asksTypename)
                .forEach(op -> typed.add(op.key().responseKey()));
        typed.retainAll(repeated);
        return ops.stream()
                .map(op ->
                        typed.contains(op.key().responseKey()) && !op.isDenied() && !asksTypename(op) ? op.typed() : op)
                .toList();
    }

    private static boolean asksTypename(Op op) {
        return op.children().stream().anyMatch(child -> child.key().equals(FieldKey.TYPENAME));
    }

    /**
     * An object needs something that is always asked, so that the subgraph tells whether it is null; values of abstract
     * types need their runtime type.
     */
    private List<Op> withTypename(String type, List<Op> ops) {
        boolean anchored = ops.stream()
                .anyMatch(op -> op.key().condition().isAlways()
                        && op.scope() == null
                        && !op.isDenied()
                        && !op.key().isTypename());
        boolean typed = graph.isAbstract(type)
                && (hidesTypes(type)
                        || ops.stream()
                                .anyMatch(op -> op.scope() != null || op.key().isTypename()));
        if (anchored && !typed) {
            return ops;
        }
        List<Op> all = new ArrayList<>();
        all.add(Op.typename(type));
        all.addAll(ops);
        return all;
    }

    private boolean hidesTypes(String type) {
        return graph.possible(type).stream()
                .map(graph.supergraph()::type)
                .anyMatch(def -> def != null && def.about().inaccessible());
    }

    private void collect(SelectionSet set, Place place, Level level, Map<Slot, List<SelectionSet>> below) {
        for (Selection<?> selection : set.getSelections()) {
            if (++selections > PlanLimits.SELECTIONS) {
                throw Unplannable.tooComplex("the operation has more than " + PlanLimits.SELECTIONS + " selections");
            }
            switch (selection) {
                case Field field -> collectField(field, place, level, below);
                case InlineFragment fragment -> {
                    Place inner = enter(place, fragment.getTypeCondition(), Conditions.of(fragment.getDirectives()));
                    collectFragment(fragment.getSelectionSet(), inner, level, below);
                }
                case FragmentSpread spread -> {
                    FragmentDefinition fragment = fragments.get(spread.getName());
                    if (fragment != null) {
                        Place inner = enter(place, fragment.getTypeCondition(), Conditions.of(spread.getDirectives()));
                        collectFragment(fragment.getSelectionSet(), inner, level, below);
                    }
                }
                default -> throw new IllegalArgumentException("unknown selection " + selection);
            }
        }
    }

    private void collectFragment(SelectionSet set, Place inner, Level level, Map<Slot, List<SelectionSet>> below) {
        if (!inner.possible().isEmpty() && !inner.condition().isNever()) {
            collect(set, inner, level, below);
        }
    }

    private Place enter(Place place, @Nullable TypeName on, Condition condition) {
        Condition both = place.condition().and(condition);
        if (on == null || on.getName().equals(place.declared())) {
            return new Place(place.position(), place.declared(), place.possible(), both, place.isDenied());
        }
        Set<String> possible = new LinkedHashSet<>(place.possible());
        possible.retainAll(graph.possible(on.getName()));
        return new Place(place.position(), on.getName(), possible, both, place.isDenied() || !isGranted(on.getName()));
    }

    private void collectField(Field field, Place place, Level level, Map<Slot, List<SelectionSet>> below) {
        Condition condition = place.condition().and(Conditions.of(field.getDirectives()));
        if (condition.isNever()) {
            return;
        }
        String responseKey = field.getAlias() == null ? field.getName() : field.getAlias();
        List<Argument> arguments = field.getArguments();
        FieldKey key = new FieldKey(
                responseKey, field.getName(), Arguments.print(arguments), Arguments.variables(arguments), condition);
        Op.For who = isDenied(place, field.getName()) ? Op.For.NOBODY : Op.For.CLIENT;
        for (@Nullable String scope : scopes(place, field.getName())) {
            Slot slot = level.place(new Slot(scope, key, who, 0));
            level.types.putIfAbsent(slot, typeOf(scope == null ? place.position() : scope, field.getName()));
            if (field.getSelectionSet() != null && who == Op.For.CLIENT) {
                below.computeIfAbsent(slot, ignored -> new ArrayList<>()).add(field.getSelectionSet());
            }
        }
    }

    /** Names of types are no secret: introspection tells them. */
    private boolean isDenied(Place place, String field) {
        FieldDef def = graph.supergraph().field(place.declared(), field);
        return !field.startsWith("__")
                && (place.isDenied()
                        || (def != null
                                && !(circumstances.isGranted(def.about().access())
                                        && isGranted(def.type().innerName()))));
    }

    private boolean isGranted(String type) {
        return circumstances.isGranted(graph.supergraph().access(type));
    }

    /** The narrower types on which to ask a field: null for the position's own type. */
    private List<@Nullable String> scopes(Place place, String field) {
        Set<String> all = graph.possible(place.position());
        List<@Nullable String> scopes = new ArrayList<>();
        if (place.possible().equals(all) && knows(place.position(), field)) {
            scopes.add(null);
        } else if (place.possible().equals(graph.possible(place.declared())) && knows(place.declared(), field)) {
            scopes.add(place.declared());
        } else {
            scopes.addAll(place.possible());
        }
        return scopes;
    }

    private boolean knows(String type, String field) {
        return field.startsWith("__") || graph.supergraph().field(type, field) != null;
    }

    private String typeOf(String type, String field) {
        FieldDef def = graph.supergraph().field(type, field);
        if (def == null) {
            if (field.startsWith("__")) {
                return "String";
            }
            throw Unplannable.field(type + "." + field, "The field " + type + "." + field + " does not exist.");
        }
        return def.type().innerName();
    }

    private List<Op> fieldSet(String position, FieldSet set, Set<String> possible, String declared) {
        List<Op> ops = new ArrayList<>();
        for (FieldSet.Selection selection : set.selections()) {
            if (selection instanceof FieldSet.Fragment fragment) {
                Set<String> inner = new LinkedHashSet<>(possible);
                inner.retainAll(graph.possible(fragment.on()));
                ops.addAll(fieldSet(position, fragment.selections(), inner, fragment.on()));
            } else if (selection instanceof FieldSet.Field field) {
                Place place = new Place(position, declared, possible, Condition.ALWAYS, false);
                for (@Nullable
                String scope : possible.isEmpty() ? List.<@Nullable String>of() : scopes(place, field.name())) {
                    ops.add(fieldSetField(position, scope, field));
                }
            }
        }
        return ops;
    }

    private Op fieldSetField(String position, @Nullable String scope, FieldSet.Field field) {
        String type = typeOf(scope == null ? position : scope, field.name());
        FieldKey key = new FieldKey(
                field.name(), field.name(), Arguments.print(field.arguments()), Set.of(), Condition.ALWAYS);
        List<Op> children = field.selections().isEmpty() ? List.of() : fieldSet(type, field.selections());
        boolean typed = graph.isAbstract(type) && !children.isEmpty();
        List<Op> all = new ArrayList<>();
        if (typed) {
            all.add(Op.typename(type));
        }
        all.addAll(children);
        return new Op(scope, position, key, type, all, Op.For.GATEWAY);
    }
}
