package dev.coffer.gateway.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Carries what has to be shown for a type or field to where the same values can be had under another name: from objects up to their
 * interfaces, as a value of the interface may be any of them, and from fields of an interface object down to the implementers.
 */
final class AccessSpread {
    private AccessSpread() {}

    /** To be done before {@link #up}, and once: only then a field of an interface has nothing of single implementers. */
    static void down(SequencedMap<String, TypeDef> types) {
        for (TypeDef type : Map.copyOf(types).values()) {
            if (type instanceof InterfaceDef owner && isInterfaceObject(owner)) {
                types.replaceAll((name, implementer) -> implementer instanceof ObjectDef object
                                && object.interfaces().contains(owner.name())
                        ? new ObjectDef(name, guarded(object, owner), object.joins(), object.about())
                        : implementer);
            }
        }
    }

    private static boolean isInterfaceObject(InterfaceDef type) {
        return type.joins().values().stream().anyMatch(TypeJoin::interfaceObject);
    }

    /** Changes nothing when it is done again. */
    static void up(SequencedMap<String, TypeDef> types) {
        for (TypeDef type : Map.copyOf(types).values()) {
            if (type instanceof ObjectDef object) {
                for (String implemented : object.interfaces()) {
                    types.computeIfPresent(
                            implemented,
                            (name, owner) -> owner instanceof InterfaceDef found ? raised(found, object) : owner);
                }
            }
        }
    }

    private static InterfaceDef raised(InterfaceDef owner, ObjectDef object) {
        return new InterfaceDef(
                owner.name(),
                guarded(owner, object),
                owner.joins(),
                owner.about().guardedBy(object.about().access()));
    }

    /** The fields of a type, each with what the field of that name asks for in the other type. */
    private static SequencedMap<String, FieldDef> guarded(FieldedDef type, FieldedDef other) {
        SequencedMap<String, FieldDef> fields = new LinkedHashMap<>();
        type.fields().forEach((name, field) -> {
            FieldDef there = other.field(name);
            About about = there == null
                    ? field.about()
                    : field.about().guardedBy(there.about().access());
            fields.put(name, new FieldDef(name, field.type(), field.arguments(), field.joins(), about));
        });
        return fields;
    }
}
