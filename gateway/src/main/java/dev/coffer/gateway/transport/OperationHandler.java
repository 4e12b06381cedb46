package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.Executable;
import dev.coffer.gateway.execute.ExecutionRequest;
import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.GraphQlError;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.Variables;
import dev.coffer.gateway.plan.OperationKind;
import dev.coffer.gateway.plan.Plan;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a GraphQL request to its answer: document, variables, questions about the schema, execution. */
final class OperationHandler {
    static final String BUG = "Something went wrong on our side. The correlation id helps to find it.";

    private static final Logger LOG = LoggerFactory.getLogger(OperationHandler.class);

    private final Edge edge;

    OperationHandler(Edge edge) {
        this.edge = edge;
    }

    void handle(GraphQlExchange exchange, GraphQlRequest request, boolean isGet) {
        Runtime runtime = edge.runtime().get();
        if (runtime == null) {
            exchange.refuse(
                    503,
                    GraphQlError.of(
                            GatewayError.SCHEMA_NOT_READY,
                            "The gateway is starting and has no schema yet. Try again."));
            return;
        }
        await(exchange, runtime.documents().prepare(request.query(), request.operationName()), prepared -> {
            switch (prepared) {
                case Prepared.Refused refused -> exchange.refuseOperation(400, refused.errors());
                case Prepared.Ready ready -> run(exchange, runtime, request, ready.executable(), isGet);
            }
        });
    }

    private void run(
            GraphQlExchange exchange, Runtime runtime, GraphQlRequest request, Executable executable, boolean isGet) {
        Plan plan = executable.plan();
        if (isGet && plan.kind() != OperationKind.QUERY) {
            exchange.refuse(
                    405,
                    GraphQlError.of(GatewayError.METHOD_NOT_ALLOWED, "GET is for queries only. Send this by POST."));
            return;
        }
        if (plan.kind() == OperationKind.SUBSCRIPTION) {
            exchange.refuseOperation(
                    400,
                    List.of(GraphQlError.of(
                            GatewayError.OPERATION_NOT_SUPPORTED,
                            "Subscriptions are not served over a single HTTP request.")));
            return;
        }
        switch (Variables.coerce(plan.variables(), runtime.api(), request.variables())) {
            case Variables.Result.Invalid invalid -> exchange.refuseOperation(400, invalid.errors());
            case Variables.Result.Coerced coerced -> introspect(exchange, runtime, executable, coerced.values());
        }
    }

    private void introspect(GraphQlExchange exchange, Runtime runtime, Executable executable, JsonObject variables) {
        String questions = executable.plan().introspection();
        if (questions == null) {
            execute(exchange, executable, variables, null);
            return;
        }
        CompletableFuture<JsonObject> answer = CompletableFuture.supplyAsync(
                () -> runtime.introspection().answer(questions, variables), edge.workers());
        await(exchange, answer, schema -> execute(exchange, executable, variables, schema));
    }

    private void execute(
            GraphQlExchange exchange, Executable executable, JsonObject variables, @Nullable JsonObject schema) {
        long deadline =
                exchange.begunNanos() + edge.options().limits().requestTime().toNanos();
        edge.executor()
                .execute(
                        new ExecutionRequest(executable, variables, schema, exchange.headers(), deadline),
                        answer -> exchange.answer(answer.body(), answer.errorCount()));
    }

    /** Goes on with the result on this event loop: at once when it is there. */
    private <T> void await(GraphQlExchange exchange, CompletableFuture<T> result, Consumer<T> next) {
        if (result.isDone()) {
            proceed(exchange, result, next);
            return;
        }
        Context loop = Vertx.currentContext();
        result.whenComplete((value, failure) -> loop.runOnContext(back -> proceed(exchange, result, next)));
    }

    private static <T> void proceed(GraphQlExchange exchange, CompletableFuture<T> result, Consumer<T> next) {
        try {
            next.accept(result.join());
        } catch (RuntimeException e) {
            LOG.error("a request failed ({})", exchange.headers().correlationId(), e);
            exchange.refuse(500, GraphQlError.of(GatewayError.INTERNAL, BUG));
        }
    }
}
