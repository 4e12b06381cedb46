package dev.coffer.core.graphql;

import graphql.ExecutionInput;
import graphql.GraphQLContext;
import graphql.execution.TypeFromAST;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds which value of a request's variables does not fit its type. Works only where something was found to be wrong. */
final class WrongVariable {

    private static final GraphQLContext NO_CONTEXT = GraphQLContext.getDefault();

    private WrongVariable() {}

    /** @return dotted path of the first one, "input.email", list elements by number; null where it cannot be told */
    static @Nullable String find(GraphQLSchema schema, ExecutionInput input) {
        OperationDefinition operation = operation(input);
        if (operation == null) {
            return null;
        }
        Map<String, Object> given = input.getRawVariables().toMap();
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            String name = variable.getName();
            GraphQLType type = TypeFromAST.getTypeFromAST(schema, variable.getType());
            boolean isDefaulted = !given.containsKey(name) && variable.getDefaultValue() != null;
            String wrong = type == null || isDefaulted ? null : wrong(type, given.get(name), name);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable OperationDefinition operation(ExecutionInput input) {
        try {
            Document document = new Parser().parseDocument(input.getQuery());
            return document.getDefinitionsOfType(OperationDefinition.class).stream()
                    .filter(each -> input.getOperationName() == null
                            || input.getOperationName().isEmpty()
                            || input.getOperationName().equals(each.getName()))
                    .findFirst()
                    .orElse(null);
        } catch (InvalidSyntaxException byHashOnly) {
            return null;
        }
    }

    private static @Nullable String wrong(GraphQLType type, @Nullable Object value, String path) {
        if (type instanceof GraphQLNonNull nonNull) {
            return value == null ? path : wrong(nonNull.getWrappedType(), value, path);
        }
        if (value == null) {
            return null;
        }
        return switch (type) {
            case GraphQLList list -> inList(list, value, path);
            case GraphQLInputObjectType object ->
                value instanceof Map<?, ?> fields ? inObject(object, fields, path) : path;
            case GraphQLEnumType options ->
                value instanceof String name && options.getValue(name) != null ? null : path;
            case GraphQLScalarType scalar -> fits(scalar, value) ? null : path;
            default -> null;
        };
    }

    private static @Nullable String inList(GraphQLList list, Object value, String path) {
        if (!(value instanceof Collection<?> elements)) {
            return wrong(list.getWrappedType(), value, path);
        }
        int index = 0;
        for (Object element : elements) {
            String wrong = wrong(list.getWrappedType(), element, path + "." + index);
            if (wrong != null) {
                return wrong;
            }
            index++;
        }
        return null;
    }

    private static @Nullable String inObject(GraphQLInputObjectType type, Map<?, ?> fields, String path) {
        for (GraphQLInputObjectField field : type.getFieldDefinitions()) {
            boolean isDefaulted = !fields.containsKey(field.getName()) && field.hasSetDefaultValue();
            String wrong = isDefaulted
                    ? null
                    : wrong(field.getType(), fields.get(field.getName()), path + "." + field.getName());
            if (wrong != null) {
                return wrong;
            }
        }
        for (Object name : fields.keySet()) {
            if (type.getFieldDefinition(String.valueOf(name)) == null) {
                return path + "." + name;
            }
        }
        return null;
    }

    private static boolean fits(GraphQLScalarType scalar, Object value) {
        try {
            scalar.getCoercing().parseValue(value, NO_CONTEXT, Locale.ENGLISH);
            return true;
        } catch (CoercingParseValueException unfit) {
            return false;
        }
    }
}
