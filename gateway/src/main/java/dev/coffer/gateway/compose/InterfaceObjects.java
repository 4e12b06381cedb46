package dev.coffer.gateway.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Gives the implementers of an interface the fields that a subgraph adds to it by {@code @interfaceObject}. */
final class InterfaceObjects {
    private InterfaceObjects() {}

    /** Changes {@code types}: copied fields have no join, for no subgraph has them on the object itself. */
    static void copyFields(SequencedMap<String, TypeDef> types) {
        types.replaceAll((name, type) -> switch (type) {
            case ObjectDef object -> new ObjectDef(name, withCopies(object, types), object.joins(), object.about());
            case InterfaceDef found -> new InterfaceDef(name, withCopies(found, types), found.joins(), found.about());
            case UnionDef ignored -> type;
            case EnumDef ignored -> type;
            case InputDef ignored -> type;
            case ScalarDef ignored -> type;
        });
    }

    private static SequencedMap<String, FieldDef> withCopies(FieldedDef type, Map<String, TypeDef> types) {
        SequencedMap<String, FieldDef> fields = new LinkedHashMap<>(type.fields());
        for (String implemented : type.interfaces()) {
            if (types.get(implemented) instanceof InterfaceDef owner) {
                owner.fields().forEach((name, field) -> {
                    if (!fields.containsKey(name) && isSupplied(owner, field)) {
                        fields.put(name, new FieldDef(name, field.type(), field.arguments(), Map.of(), field.about()));
                    }
                });
            }
        }
        return fields;
    }

    private static boolean isSupplied(InterfaceDef owner, FieldDef field) {
        return field.joins().entrySet().stream().anyMatch(join -> {
            TypeJoin type = owner.join(join.getKey());
            return type != null && type.interfaceObject() && join.getValue().isResolvable();
        });
    }
}
