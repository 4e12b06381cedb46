package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a Federation 1 subgraph into what Federation 2 would say: the keys of extensions are owned, directives on interfaces
 * and inactive {@code @requires} and {@code @provides} go, so do unused externals, and every field may be shared.
 */
final class Fed1Upgrade {
    private final SubgraphSchema original;
    private final List<SubgraphSchema> others;

    private Fed1Upgrade(SubgraphSchema original, List<SubgraphSchema> others) {
        this.original = original;
        this.others = others;
    }

    static List<SubgraphSchema> upgrade(List<SubgraphSchema> schemas) {
        List<SubgraphSchema> upgraded = new ArrayList<>();
        for (SubgraphSchema schema : schemas) {
            List<SubgraphSchema> others =
                    schemas.stream().filter(other -> other != schema).toList();
            upgraded.add(schema.version().isOne() ? new Fed1Upgrade(schema, others).upgraded() : schema);
        }
        return upgraded;
    }

    private SubgraphSchema upgraded() {
        SubgraphSchema owned = mapTypes(original, type -> plainInterface(ownKeys(type)));
        FieldUse ownedUse = new FieldUse(owned);
        SubgraphSchema active = mapTypes(owned, type -> withActiveSets(owned, ownedUse, type));
        FieldUse activeUse = new FieldUse(active);
        return mapTypes(active, type -> shared(withoutUnused(activeUse, type)));
    }

    /** A step for one type. Null takes the type away. */
    private interface Step {
        @Nullable
        SubgraphType apply(SubgraphType type);
    }

    private static SubgraphSchema mapTypes(SubgraphSchema schema, Step step) {
        SequencedMap<String, SubgraphType> types = new LinkedHashMap<>();
        for (SubgraphType type : schema.types().values()) {
            SubgraphType changed = step.apply(type);
            if (changed != null) {
                types.put(changed.name(), changed);
            }
        }
        return schema.withTypes(types);
    }

    /** An extension without keys owns the fields that are in the first key of the type elsewhere. */
    private SubgraphType ownKeys(SubgraphType type) {
        if (!type.isObject() || !type.isExtension() || !type.keys().isEmpty()) {
            return type;
        }
        SequencedMap<String, SubgraphField> fields = new LinkedHashMap<>(type.fields());
        for (SubgraphSchema other : others) {
            SubgraphType elsewhere = other.type(type.name());
            if (elsewhere != null && !elsewhere.keys().isEmpty()) {
                for (FieldSet.Selection selection :
                        elsewhere.keys().getFirst().fields().selections()) {
                    if (selection instanceof FieldSet.Field field) {
                        fields.computeIfPresent(field.name(), (name, own) -> own.owned());
                    }
                }
            }
        }
        return type.withFields(fields);
    }

    private static SubgraphType plainInterface(SubgraphType type) {
        if (!type.isInterface()) {
            return type;
        }
        SequencedMap<String, SubgraphField> fields = new LinkedHashMap<>();
        type.fields().forEach((name, field) -> fields.put(name, field.owned().with(null, null)));
        return type.withFields(fields).withKeys(List.of());
    }

    private static SubgraphType withActiveSets(SubgraphSchema schema, FieldUse use, SubgraphType type) {
        SequencedMap<String, SubgraphField> fields = new LinkedHashMap<>();
        type.fields().forEach((name, field) -> {
            FieldSet requires = external(schema, use, type.name(), field.requires());
            FieldSet provides = external(schema, use, field.type().innerName(), field.provides());
            fields.put(name, field.with(requires, provides));
        });
        return type.withFields(fields);
    }

    /** The part of a field set that names externals; null when nothing is left. What is unknown stays, to be reported. */
    private static @Nullable FieldSet external(
            SubgraphSchema schema, FieldUse use, String type, @Nullable FieldSet fields) {
        if (fields == null) {
            return null;
        }
        List<FieldSet.Selection> kept = new ArrayList<>();
        for (FieldSet.Selection selection : fields.selections()) {
            FieldSet.Selection external = switch (selection) {
                case FieldSet.Fragment fragment -> {
                    FieldSet inner = external(schema, use, fragment.on(), fragment.selections());
                    yield inner == null ? null : new FieldSet.Fragment(fragment.on(), inner);
                }
                case FieldSet.Field field -> external(schema, use, type, field);
            };
            if (external != null) {
                kept.add(external);
            }
        }
        return kept.isEmpty() ? null : new FieldSet(kept);
    }

    private static FieldSet.@Nullable Field external(
            SubgraphSchema schema, FieldUse use, String type, FieldSet.Field selection) {
        SubgraphField field = schema.field(type, selection.name());
        if (field == null || isExternal(schema, use, type, field)) {
            return selection;
        }
        if (selection.selections().isEmpty()) {
            return null;
        }
        FieldSet inner = external(schema, use, field.type().innerName(), selection.selections());
        return inner == null ? null : new FieldSet.Field(selection.name(), selection.arguments(), inner);
    }

    private static boolean isExternal(SubgraphSchema schema, FieldUse use, String type, SubgraphField field) {
        if (use.isExternal(type, field)) {
            return true;
        }
        return schema.possibleTypes(type).stream().anyMatch(possible -> {
            SubgraphField implemented = schema.field(possible, field.name());
            return implemented != null && use.isExternal(possible, implemented);
        });
    }

    private static @Nullable SubgraphType withoutUnused(FieldUse use, SubgraphType type) {
        if (!type.isObject()) {
            return type;
        }
        SequencedMap<String, SubgraphField> fields = new LinkedHashMap<>();
        type.fields().forEach((name, field) -> {
            if (!use.isExternal(type.name(), field) || use.isUsed(type.name(), name)) {
                fields.put(name, field);
            }
        });
        return fields.isEmpty() && !type.fields().isEmpty() ? null : type.withFields(fields);
    }

    private static @Nullable SubgraphType shared(@Nullable SubgraphType type) {
        if (type == null || !type.isObject() || type.name().equals(SubgraphSchema.SUBSCRIPTION)) {
            return type;
        }
        SequencedMap<String, SubgraphField> fields = new LinkedHashMap<>();
        type.fields().forEach((name, field) -> fields.put(name, field.shared()));
        return type.withFields(fields);
    }
}
