package dev.coffer.gateway.execute;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the variables of a request against the operation and the API schema and fills in defaults. Values stay as they
 * came: 0.10 does not become 0.1, and a long stays a long.
 */
public final class Variables {
    private Variables() {}

    /** What became of a request's variables. */
    public sealed interface Result {
        /** @param values the operation's variables; those without value and default are left out */
        record Coerced(JsonObject values) implements Result {}

        /** @param errors one for each wrong value */
        record Invalid(List<GraphQlError> errors) implements Result {
            public Invalid {
                errors = List.copyOf(errors);
            }
        }
    }

    /** @param given as the client sent them; those that the operation does not declare are ignored */
    public static Result coerce(List<VariableDefinition> definitions, GraphQLSchema schema, JsonObject given) {
        if (definitions.isEmpty()) {
            return new Result.Coerced(new JsonObject());
        }
        JsonObject values = new JsonObject();
        InputCheck check = new InputCheck();
        for (VariableDefinition definition : definitions) {
            String name = definition.getName();
            Json value = given.find(name);
            GraphQLInputType type = resolve(definition.getType(), schema);
            if (type == null) {
                check.wrong(name, "is of a type that the schema does not have");
            } else if (value != null) {
                check.check("$" + name, type, value);
                values.put(name, value);
            } else if (definition.getDefaultValue() != null) {
                values.put(name, Literals.toJson(definition.getDefaultValue()));
            } else if (type instanceof GraphQLNonNull) {
                check.wrong("$" + name, "is required and was not given");
            }
        }
        return check.errors().isEmpty()
                ? new Result.Coerced(values)
                : new Result.Invalid(new ArrayList<>(check.errors()));
    }

    private static @Nullable GraphQLInputType resolve(Type<?> type, GraphQLSchema schema) {
        return switch (type) {
            case NonNullType nonNull -> {
                GraphQLInputType inner = resolve(nonNull.getType(), schema);
                yield inner == null ? null : GraphQLNonNull.nonNull(inner);
            }
            case ListType list -> {
                GraphQLInputType inner = resolve(list.getType(), schema);
                yield inner == null ? null : GraphQLList.list(inner);
            }
            case TypeName name -> {
                GraphQLType found = schema.getType(name.getName());
                yield found instanceof GraphQLInputType input ? input : null;
            }
            default -> null;
        };
    }
}
