package dev.coffer.core.graphql;

import graphql.TypeResolutionEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.TypeResolver;

/** Finds the GraphQL type of a member of a union, an interface or {@code _Entity}: by {@link GraphQlName}, else by class name. */
final class GraphQlNames implements TypeResolver {

    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            GraphQlName name = type.getAnnotation(GraphQlName.class);
            return name == null ? type.getSimpleName() : name.value();
        }
    };

    @Override
    public GraphQLObjectType getType(TypeResolutionEnvironment environment) {
        String name = NAMES.get(environment.getObject().getClass());
        GraphQLObjectType type = environment.getSchema().getObjectType(name);
        if (type == null) {
            throw new IllegalStateException("The schema has no type " + name + " for "
                    + environment.getObject().getClass() + ": name it with @GraphQlName");
        }
        return type;
    }
}
