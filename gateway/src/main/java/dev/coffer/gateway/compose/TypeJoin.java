package dev.coffer.gateway.compose;

import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;

/**
 * How one subgraph has an object or interface.
 *
 * @param keys in the order of the SDL; non-resolvable ones too
 * @param extension the subgraph only extends a type that another one defines
 * @param interfaceObject the subgraph declares this interface as an object with {@code @interfaceObject}
 * @param interfaces that the type implements in this subgraph
 */
public record TypeJoin(List<Key> keys, boolean extension, boolean interfaceObject, SequencedSet<String> interfaces) {
    /** No key, no interface: a plain type. */
    public static final TypeJoin PLAIN = new TypeJoin(List.of(), false, false, List.of());

    public TypeJoin {
        keys = List.copyOf(keys);
        interfaces = Ordered.copyOf(interfaces);
    }

    public TypeJoin(List<Key> keys, boolean extension, boolean interfaceObject, Collection<String> interfaces) {
        this(keys, extension, interfaceObject, Ordered.copyOf(interfaces));
    }

    /** An {@code @key}. @param resolvable false when the subgraph cannot be entered by it */
    public record Key(FieldSet fields, boolean resolvable) {
        public Key {
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("a key without fields");
            }
        }
    }
}
