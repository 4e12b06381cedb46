package dev.coffer.gateway.compose;

import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One subgraph, read: federation's own types and fields are gone, its root types are called Query, Mutation and Subscription.
 *
 * @param version of the federation specification; {@link Version#ONE} when it links none
 */
record SubgraphSchema(String name, String url, Version version, SequencedMap<String, SubgraphType> types) {
    static final String QUERY = "Query";
    static final String MUTATION = "Mutation";
    static final String SUBSCRIPTION = "Subscription";
    static final Set<String> ROOTS = Set.of(QUERY, MUTATION, SUBSCRIPTION);

    /** A federation version. Only the minor number of 2.x matters beside the two generations. */
    record Version(int major, int minor) {
        static final Version ONE = new Version(1, 0);

        boolean isOne() {
            return major == 1;
        }
    }

    SubgraphSchema {
        types = Ordered.copyOf(types);
    }

    @Nullable
    SubgraphType type(String typeName) {
        return types.get(typeName);
    }

    @Nullable
    SubgraphField field(String typeName, String fieldName) {
        SubgraphType type = types.get(typeName);
        return type == null ? null : type.fields().get(fieldName);
    }

    /** Object types that a value of {@code typeName} can have here. */
    Set<String> possibleTypes(String typeName) {
        SubgraphType type = types.get(typeName);
        if (type == null) {
            return Set.of();
        }
        return switch (type.kind()) {
            case OBJECT -> Set.of(typeName);
            case UNION -> type.members();
            case INTERFACE -> implementers(typeName);
            case ENUM, INPUT, SCALAR -> Set.of();
        };
    }

    private Set<String> implementers(String interfaceName) {
        Set<String> found = new LinkedHashSet<>();
        for (SubgraphType type : types.values()) {
            if (type.isObject() && type.interfaces().contains(interfaceName)) {
                found.add(type.name());
            }
        }
        return found;
    }

    SubgraphSchema withTypes(SequencedMap<String, SubgraphType> newTypes) {
        return new SubgraphSchema(name, url, version, newTypes);
    }
}
