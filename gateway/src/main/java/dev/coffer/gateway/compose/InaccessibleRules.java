package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import graphql.language.ArrayValue;
import graphql.language.EnumValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.parser.Parser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is hidden may not be needed by what is not. */
final class InaccessibleRules {
    private final Supergraph supergraph;
    private final Findings findings;

    private InaccessibleRules(Supergraph supergraph, Findings findings) {
        this.supergraph = supergraph;
        this.findings = findings;
    }

    static void check(Supergraph supergraph, Findings findings) {
        InaccessibleRules rules = new InaccessibleRules(supergraph, findings);
        if (rules.isHidden(supergraph.queryType())) {
            String message = "the query root cannot be @inaccessible";
            findings.error(Code.QUERY_ROOT_TYPE_INACCESSIBLE, supergraph.queryType(), List.of(), message);
        }
        for (TypeDef type : supergraph.types().values()) {
            if (!type.about().inaccessible()) {
                rules.checkVisible(type);
            }
        }
    }

    private boolean isHidden(String typeName) {
        TypeDef type = supergraph.type(typeName);
        return type != null && type.about().inaccessible();
    }

    private void checkVisible(TypeDef type) {
        boolean childless = switch (type) {
            case FieldedDef fielded -> {
                fielded.fields().values().forEach(field -> checkField(fielded, field));
                yield fielded.fields().values().stream()
                        .allMatch(field -> field.about().inaccessible());
            }
            case InputDef input -> {
                input.fields().values().forEach(field -> checkInputField(input, field));
                yield input.fields().values().stream()
                        .allMatch(field -> field.about().inaccessible());
            }
            case EnumDef enumeration ->
                enumeration.values().values().stream()
                        .allMatch(value -> value.about().inaccessible());
            case UnionDef union -> union.members().stream().allMatch(this::isHidden);
            case ScalarDef ignored -> false;
        };
        if (childless) {
            String message = "\"" + type.name() + "\" is visible but everything in it is @inaccessible";
            findings.error(Code.ONLY_INACCESSIBLE_CHILDREN, type.name(), type.subgraphs(), message);
        }
    }

    private void checkField(FieldedDef type, FieldDef field) {
        String coordinate = type.name() + "." + field.name();
        if (field.about().inaccessible()) {
            if (interfaceShows(type, field.name(), null)) {
                implemented(coordinate, field.joins().keySet());
            }
            return;
        }
        if (isHidden(field.type().innerName())) {
            referenced(coordinate, field.type());
        }
        field.arguments().values().forEach(argument -> checkArgument(type, field, argument));
    }

    private void checkArgument(FieldedDef type, FieldDef field, ArgumentDef argument) {
        String coordinate = type.name() + "." + field.name() + "(" + argument.name() + ":)";
        if (argument.about().inaccessible()) {
            if (argument.isRequired()) {
                required(coordinate);
            }
            if (interfaceShows(type, field.name(), argument.name())) {
                implemented(coordinate, field.joins().keySet());
            }
            return;
        }
        if (isHidden(argument.type().innerName())) {
            referenced(coordinate, argument.type());
        }
        checkDefault(coordinate, argument.type(), argument.defaultValue());
    }

    private void checkInputField(InputDef type, InputDef.InputField field) {
        String coordinate = type.name() + "." + field.name();
        if (field.about().inaccessible()) {
            if (field.type().isNonNull() && field.defaultValue() == null) {
                required(coordinate);
            }
            return;
        }
        if (isHidden(field.type().innerName())) {
            referenced(coordinate, field.type());
        }
        checkDefault(coordinate, field.type(), field.defaultValue());
    }

    /** Whether a visible interface of the type shows the field (or its argument). */
    private boolean interfaceShows(FieldedDef type, String field, @Nullable String argument) {
        for (String implemented : type.interfaces()) {
            FieldDef owner = supergraph.field(implemented, field);
            if (owner == null || isHidden(implemented) || owner.about().inaccessible()) {
                continue;
            }
            ArgumentDef shown = argument == null ? null : owner.arguments().get(argument);
            if (argument == null || (shown != null && !shown.about().inaccessible())) {
                return true;
            }
        }
        return false;
    }

    private void checkDefault(String coordinate, TypeRef type, @Nullable String literal) {
        if (literal != null && usesHidden(Parser.parseValue(literal), type.innerName())) {
            String message = "the default " + literal + " of \"" + coordinate + "\" uses something @inaccessible";
            findings.error(Code.DEFAULT_VALUE_USES_INACCESSIBLE, coordinate, List.of(), message);
        }
    }

    private boolean usesHidden(Value<?> value, String typeName) {
        TypeDef type = supergraph.type(typeName);
        return switch (value) {
            case EnumValue name -> {
                EnumDef.Value found = type instanceof EnumDef enumeration
                        ? enumeration.values().get(name.getName())
                        : null;
                yield found != null && found.about().inaccessible();
            }
            case ArrayValue list -> list.getValues().stream().anyMatch(item -> usesHidden(item, typeName));
            case ObjectValue object ->
                type instanceof InputDef input
                        && object.getObjectFields().stream().anyMatch(field -> usesHidden(field, input));
            default -> false;
        };
    }

    private boolean usesHidden(ObjectField field, InputDef input) {
        InputDef.InputField definition = input.fields().get(field.getName());
        return definition != null
                && (definition.about().inaccessible()
                        || usesHidden(field.getValue(), definition.type().innerName()));
    }

    private void referenced(String coordinate, TypeRef type) {
        String message = "\"" + coordinate + "\" is visible but its type \"" + type + "\" is @inaccessible";
        findings.error(Code.REFERENCED_INACCESSIBLE, coordinate, List.of(), message);
    }

    private void required(String coordinate) {
        String message = "\"" + coordinate + "\" is @inaccessible but must be given";
        findings.error(Code.REQUIRED_INACCESSIBLE, coordinate, List.of(), message);
    }

    private void implemented(String coordinate, java.util.Set<String> subgraphs) {
        String message = "\"" + coordinate + "\" is @inaccessible but an interface shows it";
        findings.error(Code.IMPLEMENTED_BY_INACCESSIBLE, coordinate, subgraphs, message);
    }
}
