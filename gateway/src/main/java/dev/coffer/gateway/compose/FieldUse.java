package dev.coffer.gateway.compose;

import java.util.HashSet;
import java.util.Set;

/**
 * What the field sets of one subgraph make of its fields: which are external for real, which are provided somewhere, which
 * may be shared because they are part of a key, and which are used at all.
 */
final class FieldUse {
    private final SubgraphSchema schema;
    private final Set<String> keyFields = new HashSet<>();
    private final Set<String> ownedKeyFields = new HashSet<>();
    private final Set<String> provided = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    FieldUse(SubgraphSchema schema) {
        this.schema = schema;
        schema.types().values().forEach(this::collect);
    }

    private void collect(SubgraphType type) {
        type.fields().values().stream()
                .flatMap(field -> field.contexts().stream())
                .forEach(this::collect);
        for (SubgraphType.Key key : type.keys()) {
            Set<String> fields = targets(type.name(), key.fields(), true);
            keyFields.addAll(fields);
            used.addAll(fields);
            if (key.ofExtension()) {
                ownedKeyFields.addAll(targets(type.name(), key.fields(), false));
            }
        }
        for (SubgraphField field : type.fields().values()) {
            if (field.requires() != null) {
                used.addAll(targets(type.name(), field.requires(), true));
            }
            if (field.provides() != null) {
                Set<String> fields = targets(field.type().innerName(), field.provides(), true);
                provided.addAll(fields);
                used.addAll(fields);
            }
        }
        if (type.isInterface()) {
            for (String implementer : schema.possibleTypes(type.name())) {
                type.fields().keySet().forEach(field -> used.add(implementer + "." + field));
            }
        }
    }

    /** What is read of the types that set a context. */
    private void collect(SubgraphContext context) {
        String qualified = Contexts.qualified(schema.name(), context.context());
        for (SubgraphType type : schema.types().values()) {
            if (Contexts.said(type.about()).contains(qualified)) {
                used.addAll(targets(type.name(), context.selection(), true));
            }
        }
    }

    /** Coordinates of all fields that the set names, at every depth; with those of implementers if asked. */
    Set<String> targets(String type, FieldSet fields, boolean withImplementers) {
        Set<String> found = new HashSet<>();
        collect(type, fields, withImplementers, found);
        return found;
    }

    private void collect(String type, FieldSet fields, boolean withImplementers, Set<String> found) {
        for (FieldSet.Selection selection : fields.selections()) {
            switch (selection) {
                case FieldSet.Fragment fragment ->
                    collect(fragment.on(), fragment.selections(), withImplementers, found);
                case FieldSet.Field field -> {
                    SubgraphField definition = schema.field(type, field.name());
                    if (definition == null) {
                        continue;
                    }
                    found.add(type + "." + field.name());
                    if (withImplementers
                            && schema.types().get(type) instanceof SubgraphType parent
                            && parent.isInterface()) {
                        schema.possibleTypes(type).forEach(implementer -> found.add(implementer + "." + field.name()));
                    }
                    collect(definition.type().innerName(), field.selections(), withImplementers, found);
                }
            }
        }
    }

    /** External, and not merely the key of an extension, which counts as owned. */
    boolean isExternal(String type, SubgraphField field) {
        return field.external() && !ownedKeyFields.contains(type + "." + field.name());
    }

    /** External and provided nowhere. */
    boolean isFullyExternal(String type, SubgraphField field) {
        return isExternal(type, field) && !provided.contains(type + "." + field.name());
    }

    boolean isShareable(String type, SubgraphField field) {
        String coordinate = type + "." + field.name();
        return field.shareable() || keyFields.contains(coordinate) || provided.contains(coordinate);
    }

    boolean isUsed(String type, String field) {
        return used.contains(type + "." + field);
    }
}
