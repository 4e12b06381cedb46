package dev.coffer.gateway.compose;

import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What objects and interfaces share: fields, and how each subgraph has the type. */
public sealed interface FieldedDef extends TypeDef permits ObjectDef, InterfaceDef {
    SequencedMap<String, FieldDef> fields();

    /** By subgraph name. */
    SequencedMap<String, TypeJoin> joins();

    @Override
    default Set<String> subgraphs() {
        return joins().keySet();
    }

    default @Nullable FieldDef field(String name) {
        return fields().get(name);
    }

    default @Nullable TypeJoin join(String subgraph) {
        return joins().get(subgraph);
    }

    /** The interfaces that the type implements in any subgraph. */
    default Set<String> interfaces() {
        return Ordered.copyOf(joins().values().stream()
                .flatMap(join -> join.interfaces().stream())
                .toList());
    }
}
