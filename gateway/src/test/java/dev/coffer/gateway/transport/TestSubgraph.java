package dev.coffer.gateway.transport;

import com.apollographql.federation.graphqljava.Federation;
import com.apollographql.federation.graphqljava._Entity;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A real subgraph over HTTP: graphql-java with Apollo's federation support. Can be made to misbehave. */
final class TestSubgraph implements AutoCloseable {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final String LINK = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\","
            + " import: [\"@key\", \"@shareable\", \"@external\", \"@requires\"])\n";

    /** Lets every value through as it is. */
    private static final Coercing<Object, Object> EXACT = new Coercing<>() {
        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }

        @Override
        public Object parseValue(Object value, GraphQLContext context, Locale locale) {
            return value;
        }
    };

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Consumer<RuntimeWiring.Builder> wiring;
    private final Function<Map<String, Object>, @Nullable Object> entity;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile GraphQL graphQl;
    private volatile @Nullable Misbehaviour misbehaviour;

    /** A request that arrived, other than those for the schema. */
    record Call(Map<String, Object> body, Headers headers) {}

    /** Takes over a request that is read already. */
    interface Misbehaviour {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** @param entity resolves a representation to a map with {@code __typename}, or to null */
    TestSubgraph(
            String sdl,
            Consumer<RuntimeWiring.Builder> wiring,
            Function<Map<String, Object>, @Nullable Object> entity) {
        this.wiring = wiring;
        this.entity = entity;
        this.graphQl = build(sdl);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/graphql", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/graphql");
    }

    List<Call> calls() {
        return calls;
    }

    void changeSchema(String sdl) {
        graphQl = build(sdl);
    }

    void misbehave(@Nullable Misbehaviour how) {
        misbehaviour = how;
    }

    private GraphQL build(String sdl) {
        RuntimeWiring.Builder builder = RuntimeWiring.newRuntimeWiring();
        if (sdl.contains("scalar Decimal")) {
            builder.scalar(GraphQLScalarType.newScalar()
                    .name("Decimal")
                    .coercing(EXACT)
                    .build());
        }
        wiring.accept(builder);
        return GraphQL.newGraphQL(Federation.transform(sdl.contains("@link") ? sdl : LINK + sdl, builder.build())
                        .fetchEntities(environment -> {
                            List<Map<String, Object>> representations = environment.getArgument(_Entity.argumentName);
                            return representations == null
                                    ? List.of()
                                    : representations.stream().map(entity).toList();
                        })
                        .resolveEntityType(environment -> {
                            Map<String, Object> object = environment.getObject();
                            return environment.getSchema().getObjectType(String.valueOf(object.get("__typename")));
                        })
                        .build())
                .build();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, Object> request = JsonMapper.shared().readValue(body, OBJECT);
            String query = String.valueOf(request.get("query"));
            boolean isForSchema = query.contains("_service");
            if (!isForSchema) {
                calls.add(new Call(request, exchange.getRequestHeaders()));
                Misbehaviour bad = misbehaviour;
                if (bad != null) {
                    bad.handle(exchange);
                    return;
                }
            }
            Object variables = request.get("variables");
            answer(
                    exchange,
                    200,
                    JsonMapper.shared()
                            .writeValueAsString(graphQl.execute(ExecutionInput.newExecutionInput(query)
                                            .variables(
                                                    variables == null
                                                            ? Map.of()
                                                            : JsonMapper.shared()
                                                                    .convertValue(variables, OBJECT))
                                            .build())
                                    .toSpecification()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
