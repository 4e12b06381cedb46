package dev.coffer.gateway.federated;

import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.InterfaceWiringEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnionWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes SDL executable by one fetcher for all fields. */
final class Schemas {
    private static final GraphQLScalarType ANY =
            GraphQLScalarType.newScalar().name("_Any").coercing(new AsItIs()).build();

    private Schemas() {}

    static GraphQL executable(
            String sdl, Function<DataFetchingEnvironment, @Nullable Object> fetch, Function<Object, String> typeOf) {
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .scalar(ANY)
                .wiringFactory(new OneForAll(fetch, typeOf))
                .build();
        return GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl), wiring))
                .build();
    }

    private static final class AsItIs implements Coercing<Object, Object> {
        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return input;
        }
    }

    private record OneForAll(Function<DataFetchingEnvironment, @Nullable Object> fetch, Function<Object, String> typeOf)
            implements WiringFactory {
        @Override
        public boolean providesTypeResolver(InterfaceWiringEnvironment environment) {
            return true;
        }

        @Override
        public TypeResolver getTypeResolver(InterfaceWiringEnvironment environment) {
            return env -> env.getSchema().getObjectType(typeOf.apply(env.getObject()));
        }

        @Override
        public boolean providesTypeResolver(UnionWiringEnvironment environment) {
            return true;
        }

        @Override
        public TypeResolver getTypeResolver(UnionWiringEnvironment environment) {
            return env -> env.getSchema().getObjectType(typeOf.apply(env.getObject()));
        }

        @Override
        public boolean providesDataFetcher(FieldWiringEnvironment environment) {
            return true;
        }

        @Override
        public DataFetcher<?> getDataFetcher(FieldWiringEnvironment environment) {
            return fetch::apply;
        }
    }
}
