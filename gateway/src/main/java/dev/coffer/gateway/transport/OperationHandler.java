package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.EventSink;
import dev.coffer.gateway.execute.Executable;
import dev.coffer.gateway.execute.ExecutionRequest;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.GraphQlError;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.Variables;
import dev.coffer.gateway.plan.Circumstances;
import dev.coffer.gateway.plan.Dependencies;
import dev.coffer.gateway.plan.OperationKind;
import dev.coffer.gateway.plan.Plan;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

    void handle(OperationReply reply, GraphQlRequest request, boolean isGet) {
        Runtime runtime = edge.runtime().get();
        if (runtime == null) {
            reply.refuse(
                    503,
                    GraphQlError.of(
                            GatewayError.SCHEMA_NOT_READY,
                            "The gateway is starting and has no schema yet. Try again."));
            return;
        }
        switch (edge.documents().find(request)) {
            case DocumentLookup.Missing missing -> reply.refuseOperation(400, List.of(missing.error()));
            case DocumentLookup.Text document -> prepare(reply, runtime, request, document, isGet);
        }
    }

    private void prepare(
            OperationReply reply,
            Runtime runtime,
            GraphQlRequest request,
            DocumentLookup.Text document,
            boolean isGet) {
        await(reply, runtime.documents().prepare(document.text(), request.operationName()), prepared -> {
            if (document.hash() != null && !(prepared instanceof Prepared.Refused)) {
                edge.documents().learn(document.hash(), document.text());
            }
            if (prepared instanceof Prepared.Dependent dependent) {
                adapt(reply, runtime, request, document.text(), dependent.dependencies(), isGet);
            } else {
                proceed(reply, runtime, request, prepared, isGet);
            }
        });
    }

    /** Finds out about the request what its plan depends on. */
    private void adapt(
            OperationReply reply,
            Runtime runtime,
            GraphQlRequest request,
            String document,
            Dependencies dependencies,
            boolean isGet) {
        ForwardedHeaders headers = reply.headers();
        Predicate<String> labels = edge.options().overrideLabels().of(headers.correlationId());
        edge.tokens()
                .credentials(
                        headers.authorization(),
                        headers.correlationId(),
                        credentials -> attempt(reply, () -> {
                            Circumstances circumstances = dependencies.where(credentials::meet, labels);
                            await(
                                    reply,
                                    runtime.documents().prepare(document, request.operationName(), circumstances),
                                    prepared -> proceed(reply, runtime, request, prepared, isGet));
                        }));
    }

    private void proceed(
            OperationReply reply, Runtime runtime, GraphQlRequest request, Prepared prepared, boolean isGet) {
        switch (prepared) {
            case Prepared.Refused refused -> reply.refuseOperation(400, refused.errors());
            case Prepared.Ready ready -> run(reply, runtime, request, ready, isGet);
            case Prepared.Dependent dependent ->
                throw new IllegalStateException("prepared without its circumstances: " + dependent);
        }
    }

    private void run(
            OperationReply reply, Runtime runtime, GraphQlRequest request, Prepared.Ready ready, boolean isGet) {
        Executable executable = ready.executable();
        Plan plan = executable.plan();
        if (isGet && plan.kind() == OperationKind.MUTATION) {
            reply.refuse(
                    405,
                    GraphQlError.of(GatewayError.METHOD_NOT_ALLOWED, "GET is not for mutations. Send this by POST."));
            return;
        }
        switch (Variables.coerce(plan.variables(), runtime.api(), request.variables())) {
            case Variables.Result.Invalid invalid -> reply.refuseOperation(400, invalid.errors());
            case Variables.Result.Coerced coerced
            when objection(ready, coerced.values()) instanceof String objection ->
                reply.refuseOperation(400, List.of(GraphQlError.of(GatewayError.GRAPHQL_LIMIT_EXCEEDED, objection)));
            case Variables.Result.Coerced coerced
            when plan.kind() == OperationKind.SUBSCRIPTION -> subscribe(reply, executable, coerced.values());
            case Variables.Result.Coerced coerced -> introspect(reply, runtime, executable, coerced.values());
        }
    }

    /** A sentence for the client where this request would cost too much. */
    private @Nullable String objection(Prepared.Ready ready, JsonObject variables) {
        return ready.cost().isFixed()
                ? null
                : edge.options().limits().cost().objection(ready.cost().of(variables));
    }

    private void subscribe(OperationReply reply, Executable executable, JsonObject variables) {
        EventSink sink = reply.events();
        if (sink == null) {
            reply.refuseOperation(
                    400,
                    List.of(
                            GraphQlError.of(
                                    GatewayError.OPERATION_NOT_SUPPORTED,
                                    "A subscription is answered by events: accept text/event-stream, or speak graphql-transport-ws.")));
        } else {
            edge.subscriptions().begin(reply, executable, variables, sink);
        }
    }

    private void introspect(OperationReply reply, Runtime runtime, Executable executable, JsonObject variables) {
        String questions = executable.plan().introspection();
        if (questions == null) {
            execute(reply, executable, variables, null);
            return;
        }
        CompletableFuture<Introspection.Answer> answer = CompletableFuture.supplyAsync(
                () -> runtime.introspection().answer(questions, variables), edge.workers());
        await(reply, answer, said -> {
            switch (said) {
                case Introspection.Answer.Told told -> execute(reply, executable, variables, told.data());
                case Introspection.Answer.Refused refused ->
                    reply.refuseOperation(
                            400, List.of(GraphQlError.of(GatewayError.GRAPHQL_LIMIT_EXCEEDED, refused.why())));
            }
        });
    }

    private void execute(
            OperationReply reply, Executable executable, JsonObject variables, @Nullable JsonObject schema) {
        long deadline =
                reply.begunNanos() + edge.options().limits().requestTime().toNanos();
        edge.executor()
                .execute(new ExecutionRequest(executable, variables, schema, reply.headers(), deadline), reply::answer);
    }

    /** Goes on with the result on this event loop: at once when it is there. */
    private <T> void await(OperationReply reply, CompletableFuture<T> result, Consumer<T> next) {
        if (result.isDone()) {
            attempt(reply, () -> next.accept(result.join()));
            return;
        }
        Context loop = Vertx.currentContext();
        result.whenComplete((value, failure) ->
                loop.runOnContext(back -> attempt(reply, () -> next.accept(result.join()))));
    }

    private static void attempt(OperationReply reply, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("a request failed ({})", reply.headers().correlationId(), e);
            reply.refuse(500, GraphQlError.of(GatewayError.INTERNAL, BUG));
        }
    }
}
