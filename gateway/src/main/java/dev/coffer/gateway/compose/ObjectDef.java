package dev.coffer.gateway.compose;

import java.util.Map;
import java.util.SequencedMap;

/** An object type; root types are objects too. */
public record ObjectDef(
        String name, SequencedMap<String, FieldDef> fields, SequencedMap<String, TypeJoin> joins, About about)
        implements FieldedDef {
    public ObjectDef {
        fields = Ordered.copyOf(fields);
        joins = Ordered.copyOf(joins);
    }

    public ObjectDef(String name, Map<String, FieldDef> fields, Map<String, TypeJoin> joins, About about) {
        this(name, Ordered.copyOf(fields), Ordered.copyOf(joins), about);
    }
}
