package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import org.jspecify.annotations.Nullable;

/** What {@code @cost} and {@code @listSize} of a subgraph may say. */
final class CostRules {
    private final SubgraphSchema schema;
    private final Findings findings;

    private CostRules(SubgraphSchema schema, Findings findings) {
        this.schema = schema;
        this.findings = findings;
    }

    static void check(SubgraphSchema schema, Findings findings) {
        CostRules rules = new CostRules(schema, findings);
        for (SubgraphType type : schema.types().values()) {
            type.fields().values().forEach(field -> rules.check(type, field));
        }
    }

    private void check(SubgraphType type, SubgraphField field) {
        String coordinate = type.name() + "." + field.name();
        Cost cost = field.about().cost();
        if (cost.weight() != null && type.isInterface()) {
            error(
                    Code.COST_APPLIED_TO_INTERFACE_FIELD,
                    coordinate,
                    "@cost goes on the fields of object types, not on \"" + coordinate + "\" of an interface");
        }
        ListSize size = cost.listSize();
        if (size != null) {
            checkSize(coordinate, field, size);
        }
    }

    private void checkSize(String coordinate, SubgraphField field, ListSize size) {
        if (size.sizedFields().isEmpty() && !field.type().isList()) {
            error(
                    Code.LIST_SIZE_APPLIED_TO_NON_LIST,
                    coordinate,
                    "@listSize is on \"" + coordinate + "\", which is no list; name the lists below it by sizedFields");
        }
        if (size.assumedSize() != null && size.assumedSize() < 0) {
            error(
                    Code.LIST_SIZE_INVALID_ASSUMED_SIZE,
                    coordinate,
                    "the assumed size of \"" + coordinate + "\" is negative: " + size.assumedSize());
        }
        for (String name : size.slicingArguments()) {
            if (!isNumber(field.arguments().get(name))) {
                error(
                        Code.LIST_SIZE_INVALID_SLICING_ARGUMENT,
                        coordinate,
                        "\"" + coordinate + "\" has no argument \"" + name + "\" of type Int");
            }
        }
        for (String name : size.sizedFields()) {
            SubgraphField sized = schema.field(field.type().innerName(), name);
            if (sized == null || !sized.type().isList()) {
                error(
                        Code.LIST_SIZE_INVALID_SIZED_FIELD,
                        coordinate,
                        "\"" + field.type().innerName() + "\" has no list \"" + name + "\"");
            }
        }
    }

    private static boolean isNumber(@Nullable SubgraphInput argument) {
        return argument != null && argument.type().nullable().equals(new TypeRef.Named("Int"));
    }

    private void error(Code code, String coordinate, String message) {
        findings.error(code, coordinate, schema.name(), message);
    }
}
