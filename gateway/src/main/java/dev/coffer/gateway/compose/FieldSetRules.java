package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one field set against the subgraph that declares it. */
final class FieldSetRules {

    /** Which directive the set belongs to, with the codes of what can be wrong. */
    enum Owner {
        KEY(Code.KEY_INVALID_FIELDS, Code.KEY_FIELDS_HAS_ARGS, null),
        REQUIRES(Code.REQUIRES_INVALID_FIELDS, null, Code.REQUIRES_FIELDS_MISSING_EXTERNAL),
        PROVIDES(Code.PROVIDES_INVALID_FIELDS, Code.PROVIDES_FIELDS_HAS_ARGS, Code.PROVIDES_FIELDS_MISSING_EXTERNAL);

        private final Code invalid;
        private final @Nullable Code hasArguments;
        private final @Nullable Code notExternal;

        Owner(Code invalid, @Nullable Code hasArguments, @Nullable Code notExternal) {
            this.invalid = invalid;
            this.hasArguments = hasArguments;
            this.notExternal = notExternal;
        }
    }

    private final SubgraphSchema schema;
    private final FieldUse use;
    private final Owner owner;
    private final String coordinate;
    private final Findings findings;

    FieldSetRules(SubgraphSchema schema, FieldUse use, Owner owner, String coordinate, Findings findings) {
        this.schema = schema;
        this.use = use;
        this.owner = owner;
        this.coordinate = coordinate;
        this.findings = findings;
    }

    void check(SubgraphType parent, FieldSet fields) {
        check(parent, fields, false);
    }

    private void check(SubgraphType parent, FieldSet fields, boolean belowExternal) {
        for (FieldSet.Selection selection : fields.selections()) {
            switch (selection) {
                case FieldSet.Fragment fragment -> checkFragment(parent, fragment, belowExternal);
                case FieldSet.Field field -> checkField(parent, field, belowExternal);
            }
        }
    }

    private void checkFragment(SubgraphType parent, FieldSet.Fragment fragment, boolean belowExternal) {
        SubgraphType on = schema.type(fragment.on());
        if (on == null || !on.isComposite()) {
            invalid("unknown type \"" + fragment.on() + "\"");
            return;
        }
        Set<String> here = schema.possibleTypes(parent.name());
        if (schema.possibleTypes(on.name()).stream().noneMatch(here::contains)) {
            invalid("no \"" + parent.name() + "\" can be a \"" + on.name() + "\"");
        }
        check(on, fragment.selections(), belowExternal);
    }

    private void checkField(SubgraphType parent, FieldSet.Field selection, boolean belowExternal) {
        if (selection.name().equals("__typename")) {
            return;
        }
        SubgraphField field = parent.fields().get(selection.name());
        String place = parent.name() + "." + selection.name();
        if (field == null) {
            invalid("there is no field \"" + place
                    + "\" in this subgraph; add it, with @external if another resolves it");
            return;
        }
        checkArguments(place, field, selection);
        boolean external = isExternal(parent, field);
        if (owner.notExternal != null && selection.selections().isEmpty() && !external && !belowExternal) {
            error(owner.notExternal, "\"" + place + "\" is resolved by this subgraph itself: it is not @external");
        }
        SubgraphType type = schema.type(field.type().innerName());
        if (type == null || !type.isComposite()) {
            if (!selection.selections().isEmpty()) {
                invalid("\"" + place + "\" has no fields to select");
            }
            return;
        }
        if (owner == Owner.KEY && !type.isObject()) {
            error(Code.KEY_FIELDS_SELECT_INVALID_TYPE, "\"" + place + "\" is abstract, which a key cannot be");
        }
        if (selection.selections().isEmpty()) {
            invalid("\"" + place + "\" needs a selection of its fields");
        }
        check(type, selection.selections(), belowExternal || external);
    }

    /** A field of an interface counts as external if it is on an implementer. */
    private boolean isExternal(SubgraphType parent, SubgraphField field) {
        if (use.isExternal(parent.name(), field)) {
            return true;
        }
        if (!parent.isInterface()) {
            return false;
        }
        return schema.possibleTypes(parent.name()).stream().anyMatch(implementer -> {
            SubgraphField implemented = schema.field(implementer, field.name());
            return implemented != null && use.isExternal(implementer, implemented);
        });
    }

    private void checkArguments(String place, SubgraphField field, FieldSet.Field selection) {
        if (owner.hasArguments != null && !field.arguments().isEmpty()) {
            error(owner.hasArguments, "\"" + place + "\" has arguments, which is not allowed here");
            return;
        }
        for (String argument : selection.arguments().keySet()) {
            if (!field.arguments().containsKey(argument)) {
                invalid("\"" + place + "\" has no argument \"" + argument + "\"");
            }
        }
        for (SubgraphInput argument : field.arguments().values()) {
            if (argument.isRequired() && !selection.arguments().containsKey(argument.name())) {
                invalid("\"" + place + "\" needs its argument \"" + argument.name() + "\"");
            }
        }
    }

    private void invalid(String message) {
        error(owner.invalid, message);
    }

    private void error(Code code, String message) {
        String directive = "@" + owner.name().toLowerCase(java.util.Locale.ROOT);
        findings.error(code, coordinate, schema.name(), directive + " on \"" + coordinate + "\": " + message);
    }
}
