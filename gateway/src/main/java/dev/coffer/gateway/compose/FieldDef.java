package dev.coffer.gateway.compose;

import java.util.Map;
import java.util.SequencedMap;

/**
 * An output field of an object or interface.
 *
 * @param type the merged type, as in the API
 * @param arguments those that every subgraph with the field knows, by name
 * @param joins by subgraph name; empty when only an {@code @interfaceObject} of one of the type's interfaces supplies the field
 */
public record FieldDef(
        String name,
        TypeRef type,
        SequencedMap<String, ArgumentDef> arguments,
        SequencedMap<String, Join> joins,
        About about) {
    public FieldDef {
        arguments = Ordered.copyOf(arguments);
        joins = Ordered.copyOf(joins);
    }

    public FieldDef(
            String name, TypeRef type, Map<String, ArgumentDef> arguments, Map<String, Join> joins, About about) {
        this(name, type, Ordered.copyOf(arguments), Ordered.copyOf(joins), about);
    }
}
