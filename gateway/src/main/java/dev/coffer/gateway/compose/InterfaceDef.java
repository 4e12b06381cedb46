package dev.coffer.gateway.compose;

import java.util.Map;
import java.util.SequencedMap;

/** An interface; in a subgraph whose {@link TypeJoin#interfaceObject()} is true it is an object type there. */
public record InterfaceDef(
        String name, SequencedMap<String, FieldDef> fields, SequencedMap<String, TypeJoin> joins, About about)
        implements FieldedDef {
    public InterfaceDef {
        fields = Ordered.copyOf(fields);
        joins = Ordered.copyOf(joins);
    }

    public InterfaceDef(String name, Map<String, FieldDef> fields, Map<String, TypeJoin> joins, About about) {
        this(name, Ordered.copyOf(fields), Ordered.copyOf(joins), about);
    }
}
