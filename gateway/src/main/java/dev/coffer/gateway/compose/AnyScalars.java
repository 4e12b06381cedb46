package dev.coffer.gateway.compose;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.MockedWiringFactory;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarWiringEnvironment;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Wiring for schemas that are never executed: custom scalars take any value, for only their subgraph can judge it. */
final class AnyScalars extends MockedWiringFactory {
    private AnyScalars() {}

    static RuntimeWiring wiring() {
        return RuntimeWiring.newRuntimeWiring().wiringFactory(new AnyScalars()).build();
    }

    @Override
    public GraphQLScalarType getScalar(ScalarWiringEnvironment environment) {
        return GraphQLScalarType.newScalar()
                .name(environment.getScalarTypeDefinition().getName())
                .definition(environment.getScalarTypeDefinition())
                .coercing(new AnyValue())
                .build();
    }

    private static final class AnyValue implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object result, GraphQLContext context, Locale locale) {
            return result;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return input;
        }

        @Override
        public @Nullable Object parseLiteral(
                Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return plain(input, variables);
        }

        private static @Nullable Object plain(Value<?> input, CoercedVariables variables) {
            return switch (input) {
                case StringValue text -> text.getValue();
                case IntValue integer -> integer.getValue();
                case FloatValue decimal -> decimal.getValue();
                case BooleanValue bool -> bool.isValue();
                case EnumValue name -> name.getName();
                case ArrayValue list ->
                    list.getValues().stream()
                            .map(item -> plain(item, variables))
                            .toList();
                case ObjectValue object -> plain(object, variables);
                case VariableReference variable -> variables.get(variable.getName());
                case NullValue ignored -> null;
                default -> throw new IllegalArgumentException("unknown literal " + input.getClass());
            };
        }

        private static Map<String, @Nullable Object> plain(ObjectValue object, CoercedVariables variables) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.getObjectFields().forEach(field -> map.put(field.getName(), plain(field.getValue(), variables)));
            return map;
        }
    }
}
