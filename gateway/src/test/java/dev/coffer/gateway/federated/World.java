package dev.coffer.gateway.federated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A random schema with the way in which subgraphs share it: what {@link WorldMaker} makes. */
final class World {
    static final String QUERY = "Query";

    /** What a type is; entities have keys, values have not. */
    enum Kind {
        ROOT,
        ENTITY,
        VALUE,
        INTERFACE,
        UNION
    }

    /** A type over all subgraphs. @param members implementers of an interface, members of a union */
    record Type(String name, Kind kind, SequencedMap<String, Field> fields, SequencedSet<String> members) {
        Type(String name, Kind kind) {
            this(name, kind, new LinkedHashMap<>(), new LinkedHashSet<>());
        }
    }

    /**
     * A field over all subgraphs.
     *
     * @param owners the subgraphs that resolve it
     */
    static final class Field {
        private final String name;
        private final Ref ref;
        private final boolean hasArgument;
        private final SequencedSet<String> owners = new LinkedHashSet<>();
        private boolean isSafe;
        private boolean isProvided;

        Field(String name, Ref ref, boolean hasArgument) {
            this.name = name;
            this.ref = ref;
            this.hasArgument = hasArgument;
        }

        String name() {
            return name;
        }

        Ref ref() {
            return ref;
        }

        boolean hasArgument() {
            return hasArgument;
        }

        SequencedSet<String> owners() {
            return owners;
        }

        /** Whether its resolver must not fail, because another field requires it. */
        boolean isSafe() {
            return isSafe;
        }

        void makeSafe() {
            isSafe = true;
        }

        /** Whether its owners must share it: several have it, or one provides it that does not own it. */
        boolean isShared() {
            return isProvided || owners.size() > 1;
        }

        void makeProvided() {
            isProvided = true;
        }
    }

    /** A field's type. */
    record Ref(String target, boolean isList, boolean isNonNull) {
        @Override
        public String toString() {
            return (isList ? "[" + target + "]" : target) + (isNonNull ? "!" : "");
        }

        boolean isScalar() {
            return target.equals("String") || target.equals("Int");
        }
    }

    /** A selected field of a key, a requirement or a provision. @param on narrows to that type first, if not empty */
    record Pick(String on, String name, String arguments, List<Pick> below) {
        static Pick of(String name, Pick... below) {
            return new Pick("", name, "", List.of(below));
        }

        @Override
        public String toString() {
            String field = name + arguments + (below.isEmpty() ? "" : " { " + text(below) + " }");
            return on.isEmpty() ? field : "... on " + on + " { " + field + " }";
        }

        static String text(List<Pick> picks) {
            return picks.stream().map(Pick::toString).collect(Collectors.joining(" "));
        }
    }

    /** A {@code @key}. */
    record Key(List<Pick> picks, boolean isResolvable) {}

    /** How a subgraph declares a field. */
    record Decl(Role role, @Nullable String overrides, List<Pick> requires, List<Pick> provides) {
        static final Decl RESOLVED = new Decl(Role.RESOLVED, null, List.of(), List.of());
        static final Decl EXTERNAL = new Decl(Role.EXTERNAL, null, List.of(), List.of());
        static final Decl OVERRIDDEN = new Decl(Role.OVERRIDDEN, null, List.of(), List.of());

        Decl requiring(List<Pick> picks) {
            return new Decl(role, overrides, picks, provides);
        }

        Decl providing(List<Pick> picks) {
            return new Decl(role, overrides, requires, picks);
        }
    }

    /** What a subgraph does about a field that it declares. */
    enum Role {
        RESOLVED,
        EXTERNAL,
        OVERRIDDEN
    }

    /** A type in one subgraph. */
    static final class Presence {
        final List<Key> keys = new ArrayList<>();
        final SequencedMap<String, Decl> fields = new LinkedHashMap<>();
        final SequencedSet<String> interfaces = new LinkedHashSet<>();
        final SequencedSet<String> members = new LinkedHashSet<>();
        boolean isInterfaceObject;
    }

    final SequencedMap<String, Type> types = new LinkedHashMap<>();
    final SequencedMap<String, SequencedMap<String, Presence>> subgraphs = new LinkedHashMap<>();
    final long salt;

    World(long salt) {
        this.salt = salt;
    }

    /** Lets every entity be entered by its id wherever it is: most worlds that cannot be composed lack only that. */
    void openUp() {
        Key id = new Key(List.of(Pick.of("id")), true);
        subgraphs
                .values()
                .forEach(here -> here.forEach((name, presence) -> {
                    if (type(name).kind() == Kind.ENTITY && !presence.keys.contains(id)) {
                        presence.keys.removeIf(key -> !key.isResolvable());
                        presence.keys.addFirst(id);
                    }
                }));
    }

    Type type(String name) {
        return Objects.requireNonNull(types.get(name), name);
    }

    @Nullable
    Presence find(String subgraph, String type) {
        return Objects.requireNonNull(subgraphs.get(subgraph)).get(type);
    }

    Presence presence(String subgraph, String type) {
        return Objects.requireNonNull(find(subgraph, type), type);
    }

    /** A type's own field, or one that an interface object adds. */
    @Nullable
    Field field(String type, String name) {
        Field own = type(type).fields().get(name);
        if (own != null) {
            return own;
        }
        return interfacesOf(type).stream()
                .map(found -> found.fields().get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The type that gives a field its values: itself, or the interface whose interface object has it. */
    String ownerOf(String type, String field) {
        return type(type).fields().containsKey(field)
                ? type
                : interfacesOf(type).stream()
                        .filter(found -> found.fields().containsKey(field))
                        .findFirst()
                        .map(Type::name)
                        .orElse(type);
    }

    private List<Type> interfacesOf(String type) {
        return types.values().stream()
                .filter(found ->
                        found.kind() == Kind.INTERFACE && found.members().contains(type))
                .toList();
    }

    /** The object types that the subgraph knows a value of the type to have. */
    Set<String> possible(String subgraph, String type) {
        Presence presence = find(subgraph, type);
        if (presence == null) {
            return Set.of();
        }
        return switch (type(type).kind()) {
            case UNION -> presence.members;
            case INTERFACE ->
                presence.isInterfaceObject
                        ? type(type).members()
                        : Objects.requireNonNull(subgraphs.get(subgraph)).entrySet().stream()
                                .filter(entry -> entry.getValue().interfaces.contains(type))
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toCollection(LinkedHashSet::new));
            default -> Set.of(type);
        };
    }
}
