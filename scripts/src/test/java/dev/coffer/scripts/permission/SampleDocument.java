package dev.coffer.scripts.permission;

import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.TypeInfo;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A valid document that asks for an operation with values that mean nothing; only what is required, and the owner. */
final class SampleDocument {

    private static final String NOBODY = "0192f0c1-7b1e-7c3a-9d7e-0d6a5b2f4c11";

    private final Operation operation;
    private final String owner;
    private final String id;

    /** @param owner id that stands where the schema says whose it is */
    SampleDocument(Operation operation, String owner) {
        this(operation, owner, NOBODY);
    }

    /** @param id that stands wherever the schema wants another */
    SampleDocument(Operation operation, String owner, String id) {
        this.operation = operation;
        this.owner = owner;
        this.id = id;
    }

    Operation operation() {
        return operation;
    }

    /** Whether something by its id is asked for. */
    boolean asksById() {
        return text().contains('"' + id + '"');
    }

    String text() {
        String arguments = operation.field().getInputValueDefinitions().stream()
                .filter(one -> isNeeded(one, one.getName()))
                .map(one -> one.getName() + ": " + value(one.getType(), one.getName()))
                .collect(Collectors.joining(", "));
        return operation.kind().toLowerCase(Locale.ROOT) + " { " + operation.name()
                + (arguments.isEmpty() ? "" : "(" + arguments + ")") + selection() + " }";
    }

    private String selection() {
        TypeDefinition<?> type = type(operation.field().getType());
        return type == null || type instanceof ScalarTypeDefinition || type instanceof EnumTypeDefinition
                ? ""
                : type.getName().endsWith("Connection") ? " { nodes { __typename } }" : " { __typename }";
    }

    private boolean isNeeded(InputValueDefinition one, String path) {
        boolean isRequired = one.getType() instanceof NonNullType && one.getDefaultValue() == null;
        return isRequired || operation.owner().equals(path) || operation.owner().startsWith(path + ".");
    }

    private String value(Type<?> type, String path) {
        return switch (type) {
            case NonNullType some -> value((Type<?>) some.getType(), path);
            case ListType list -> "[" + value((Type<?>) list.getType(), path) + "]";
            case TypeName name -> operation.owner().equals(path) ? '"' + owner + '"' : named(name, path);
            default -> throw new AssertionError("no value for " + type);
        };
    }

    private String named(TypeName name, String path) {
        return switch (type(name)) {
            case InputObjectTypeDefinition input ->
                input.getInputValueDefinitions().stream()
                        .filter(one -> isNeeded(one, path + "." + one.getName()))
                        .map(one -> one.getName() + ": " + value(one.getType(), path + "." + one.getName()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case EnumTypeDefinition choice ->
                choice.getEnumValueDefinitions().getFirst().getName();
            case null, default -> scalar(name.getName());
        };
    }

    private String scalar(String name) {
        return switch (name) {
            case "Int", "Float" -> "1";
            case "Boolean" -> "false";
            case "Decimal" -> "\"1.00\"";
            case "CurrencyCode" -> "\"EUR\"";
            case "Instant" -> "\"2026-01-01T00:00:00Z\"";
            case "UUID", "ID" -> '"' + id + '"';
            case "EmailAddress" -> "\"nobody@example.com\"";
            case "PhoneNumber" -> "\"+4915112345678\"";
            case "String" -> "\"nothing\"";
            default -> throw new AssertionError("no sample of scalar " + name);
        };
    }

    private @Nullable TypeDefinition<?> type(Type<?> type) {
        String name = TypeInfo.typeInfo(type).getName();
        return List.of("Int", "Float", "Boolean", "String", "ID").contains(name)
                ? null
                : operation.schema().getTypeOrNull(name);
    }
}
