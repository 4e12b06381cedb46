package dev.coffer.scripts.bench;

import graphql.ExecutionInput;
import graphql.GraphQL;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The subgraphs of {@link FederatedShop} over HTTP. Each request that differs is executed once by graphql-java, and answered from
 * memory from then on: their own cost is not what is measured.
 */
final class BenchSubgraphs implements AutoCloseable {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> urls = new LinkedHashMap<>();
    private final AtomicLong calls = new AtomicLong();

    BenchSubgraphs(FederatedShop shop) {
        FederatedShop.sdl().keySet().forEach(name -> urls.put(name, listen(shop.subgraph(name))));
    }

    private String listen(GraphQL graphQl) {
        Map<Buffer, Buffer> answers = new ConcurrentHashMap<>();
        int port = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> answer(request, graphQl, answers))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return "http://127.0.0.1:" + port + "/graphql";
    }

    private void answer(HttpServerRequest request, GraphQL graphQl, Map<Buffer, Buffer> answers) {
        request.body().onSuccess(body -> {
            calls.incrementAndGet();
            Buffer answer = answers.computeIfAbsent(body, asked -> execute(graphQl, asked));
            request.response().putHeader("content-type", "application/json").end(answer);
        });
    }

    private static Buffer execute(GraphQL graphQl, Buffer body) {
        Map<String, Object> request = JSON.readValue(body.getBytes(), OBJECT);
        ExecutionInput.Builder input = ExecutionInput.newExecutionInput(String.valueOf(request.get("query")));
        if (request.get("variables") != null) {
            input.variables(JSON.convertValue(request.get("variables"), OBJECT));
        }
        return Buffer.buffer(
                JSON.writeValueAsBytes(graphQl.execute(input.build()).toSpecification()));
    }

    /** By name. */
    Map<String, String> urls() {
        return urls;
    }

    /** How often any of them was asked. */
    long calls() {
        return calls.get();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The subgraphs of the benchmark did not stop", e.getCause());
        }
    }
}
