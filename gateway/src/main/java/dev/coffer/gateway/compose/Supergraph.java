package dev.coffer.gateway.compose;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All subgraphs merged into one model. Holds what is inaccessible too: clients see {@link ApiSchema}.
 * The five built-in scalars are not among {@code types}.
 *
 * @param subgraphs in the order given to the composer
 * @param types by name
 * @param queryType name of the query root, which has at least one field
 * @param mutationType null when no subgraph has one
 * @param subscriptionType null when no subgraph has one
 */
public record Supergraph(
        List<Subgraph> subgraphs,
        SequencedMap<String, TypeDef> types,
        String queryType,
        @Nullable String mutationType,
        @Nullable String subscriptionType) {

    /** A service. @param url may be empty where composition alone is wanted */
    public record Subgraph(String name, String url) {}

    public Supergraph {
        subgraphs = List.copyOf(subgraphs);
        types = Ordered.copyOf(types);
        if (!(types.get(queryType) instanceof ObjectDef)) {
            throw new IllegalArgumentException("the query root is no object type: " + queryType);
        }
    }

    public @Nullable TypeDef type(String name) {
        return types.get(name);
    }

    /** The object or interface of that name, null when there is none. */
    public @Nullable FieldedDef fielded(String name) {
        return types.get(name) instanceof FieldedDef fielded ? fielded : null;
    }

    /** The field of an object or interface, null when either is missing. Introspection fields are not listed. */
    public @Nullable FieldDef field(String type, String field) {
        FieldedDef fielded = fielded(type);
        return fielded == null ? null : fielded.field(field);
    }

    /** How the subgraph has the object or interface, null when it has not. */
    public @Nullable TypeJoin join(String type, String subgraph) {
        FieldedDef fielded = fielded(type);
        return fielded == null ? null : fielded.join(subgraph);
    }

    /** The keys of a type in a subgraph, empty when it has none or does not have the type. */
    public List<TypeJoin.Key> keys(String type, String subgraph) {
        TypeJoin join = join(type, subgraph);
        return join == null ? List.of() : join.keys();
    }

    public boolean isInterfaceObject(String type, String subgraph) {
        TypeJoin join = join(type, subgraph);
        return join != null && join.interfaceObject();
    }

    /** What a caller must show to see values of the type; built-in scalars are open. */
    public Access access(String type) {
        TypeDef def = types.get(type);
        return def == null ? Access.OPEN : def.about().access();
    }

    /** All that is asked of callers somewhere; empty when everything is open. */
    public Set<Access> accesses() {
        Set<Access> all = new LinkedHashSet<>();
        for (TypeDef type : types.values()) {
            all.add(type.about().access());
            if (type instanceof FieldedDef fielded) {
                fielded.fields().values().forEach(field -> all.add(field.about().access()));
            }
        }
        all.removeIf(Access::isOpen);
        return all;
    }

    /** Whether any element says what it costs. */
    boolean saysCosts() {
        return types.values().stream()
                .flatMap(Supergraph::abouts)
                .anyMatch(about -> !about.cost().equals(Cost.UNSAID));
    }

    private static Stream<About> abouts(TypeDef type) {
        Stream<About> members = switch (type) {
            case FieldedDef fielded ->
                fielded.fields().values().stream()
                        .flatMap(field -> Stream.concat(
                                Stream.of(field.about()),
                                field.arguments().values().stream().map(ArgumentDef::about)));
            case InputDef input -> input.fields().values().stream().map(InputDef.InputField::about);
            case EnumDef enumeration -> Stream.empty();
            case UnionDef union -> Stream.empty();
            case ScalarDef scalar -> Stream.empty();
        };
        return Stream.concat(Stream.of(type.about()), members);
    }

    public boolean isRoot(String type) {
        return type.equals(queryType) || type.equals(mutationType) || type.equals(subscriptionType);
    }

    /** The object types a value of {@code type} can have in any subgraph; an object's is itself; others have none. */
    public Set<String> possibleTypes(String type) {
        return switch (types.get(type)) {
            case ObjectDef object -> Set.of(object.name());
            case InterfaceDef found -> objectsImplementing(found.name(), null);
            case UnionDef union -> union.members();
            case null, default -> Set.of();
        };
    }

    /**
     * The object types a value of {@code type} can have in one subgraph. Empty where the subgraph does not have the type, and
     * for an {@code @interfaceObject}, whose subgraph knows no implementer.
     */
    public Set<String> possibleTypes(String type, String subgraph) {
        return switch (types.get(type)) {
            case ObjectDef object -> object.joins().containsKey(subgraph) ? Set.of(object.name()) : Set.of();
            case InterfaceDef found ->
                isInterfaceObject(type, subgraph) ? Set.of() : objectsImplementing(found.name(), subgraph);
            case UnionDef union -> union.members(subgraph);
            case null, default -> Set.of();
        };
    }

    /** Objects and interfaces that implement the interface in any subgraph. */
    public Set<String> implementers(String interfaceName) {
        Set<String> names = new LinkedHashSet<>();
        for (TypeDef type : types.values()) {
            if (type instanceof FieldedDef fielded && fielded.interfaces().contains(interfaceName)) {
                names.add(type.name());
            }
        }
        return names;
    }

    private Set<String> objectsImplementing(String interfaceName, @Nullable String subgraph) {
        Set<String> names = new LinkedHashSet<>();
        for (TypeDef type : types.values()) {
            if (type instanceof ObjectDef object && implementsIn(object, interfaceName, subgraph)) {
                names.add(object.name());
            }
        }
        return names;
    }

    private static boolean implementsIn(ObjectDef object, String interfaceName, @Nullable String subgraph) {
        if (subgraph == null) {
            return object.interfaces().contains(interfaceName);
        }
        TypeJoin join = object.join(subgraph);
        return join != null && join.interfaces().contains(interfaceName);
    }
}
