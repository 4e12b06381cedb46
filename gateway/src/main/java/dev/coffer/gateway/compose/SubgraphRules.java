package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import dev.coffer.gateway.compose.FieldSetRules.Owner;
import dev.coffer.gateway.compose.SubgraphSchema.Version;
import java.util.List;

/** What must hold inside one subgraph, once Federation 1 is upgraded. */
final class SubgraphRules {
    private static final int FIRST_WITH_INTERFACE_KEYS = 3;

    private final SubgraphSchema schema;
    private final FieldUse use;
    private final Findings findings;

    private SubgraphRules(SubgraphSchema schema, Findings findings) {
        this.schema = schema;
        this.use = new FieldUse(schema);
        this.findings = findings;
    }

    static void check(SubgraphSchema schema, Findings findings) {
        SubgraphRules rules = new SubgraphRules(schema, findings);
        schema.types().values().forEach(rules::checkType);
        CostRules.check(schema, findings);
        ContextRules.check(schema, findings);
        PlainSchema.check(schema, findings);
    }

    private void checkType(SubgraphType type) {
        if (!type.keys().isEmpty() && !type.hasFields()) {
            String message = "@key goes on object and interface types";
            findings.error(Code.KEY_INVALID_FIELDS, type.name(), schema.name(), message);
            return;
        }
        if (type.interfaceObject() && type.keys().isEmpty()) {
            String message = "the @interfaceObject \"" + type.name() + "\" needs a @key";
            findings.error(Code.INTERFACE_OBJECT_USAGE_ERROR, type.name(), schema.name(), message);
        }
        for (SubgraphType.Key key : type.keys()) {
            new FieldSetRules(schema, use, Owner.KEY, type.name(), findings).check(type, key.fields());
        }
        if (type.isInterface() && !type.keys().isEmpty()) {
            checkInterfaceKeys(type);
        }
        type.fields().values().forEach(field -> checkField(type, field));
    }

    private void checkInterfaceKeys(SubgraphType type) {
        Version version = schema.version();
        if (!version.isOne() && version.minor() < FIRST_WITH_INTERFACE_KEYS) {
            String message = "@key on the interface \"" + type.name() + "\" needs federation v2.3";
            findings.error(Code.KEY_UNSUPPORTED_ON_INTERFACE, type.name(), schema.name(), message);
            return;
        }
        List<TypeJoin.Key> keys = type.joinKeys();
        for (String implementer : schema.possibleTypes(type.name())) {
            SubgraphType object = schema.type(implementer);
            if (object != null && !object.joinKeys().containsAll(keys)) {
                String message = "\"" + implementer + "\" lacks a @key that its interface \"" + type.name() + "\" has: "
                        + keys.stream()
                                .filter(key -> !object.joinKeys().contains(key))
                                .map(key -> "\"" + key.fields() + "\"")
                                .toList();
                findings.error(Code.INTERFACE_KEY_NOT_ON_IMPLEMENTATION, type.name(), schema.name(), message);
            }
        }
    }

    private void checkField(SubgraphType type, SubgraphField field) {
        String coordinate = type.name() + "." + field.name();
        if (field.requires() != null) {
            new FieldSetRules(schema, use, Owner.REQUIRES, coordinate, findings).check(type, field.requires());
        }
        if (field.provides() != null) {
            checkProvides(coordinate, field, field.provides());
        }
        if (use.isExternal(type.name(), field) && !use.isUsed(type.name(), field.name())) {
            String message = "the @external field \"" + coordinate
                    + "\" is used by no @key, @requires, @provides or interface; remove it";
            findings.error(Code.EXTERNAL_UNUSED, coordinate, schema.name(), message);
        }
        if (field.override() != null && field.override().from().equals(schema.name())) {
            String message = "\"" + coordinate + "\" cannot be overridden from its own subgraph";
            findings.error(Code.OVERRIDE_FROM_SELF_ERROR, coordinate, schema.name(), message);
        }
    }

    private void checkProvides(String coordinate, SubgraphField field, FieldSet provides) {
        SubgraphType target = schema.type(field.type().innerName());
        if (target == null || !target.isComposite()) {
            String message = "@provides on \"" + coordinate + "\", whose type \"" + field.type() + "\" has no fields";
            findings.error(Code.PROVIDES_ON_NON_OBJECT_FIELD, coordinate, schema.name(), message);
            return;
        }
        new FieldSetRules(schema, use, Owner.PROVIDES, coordinate, findings).check(target, provides);
    }
}
