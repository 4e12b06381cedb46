package dev.coffer.core.graphql;

import dev.coffer.core.errors.CommonError;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.OperationDefinition.Operation;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Answers a request whose time is over, whatever its fetchers do. None of its fields is begun any more. A fetcher that is at work is
 * not interrupted, because it may be about to commit, or work for others too; it ends by the time limits of what it waits for.
 */
final class RequestTime implements WebGraphQlInterceptor, Ordered, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestTime.class);

    private final Duration limit;
    private final Counter timeouts;
    private final ThreadFactory threads = Thread.ofVirtual().name("graphql-", 0).factory();
    private final Scheduler timer = Schedulers.newSingle(RequestTime::timerThread);
    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();

    RequestTime(Duration limit, MeterRegistry meters) {
        this.limit = limit;
        this.timeouts = Counter.builder("coffer.graphql.timeouts")
                .description("requests whose time was over before their answer was ready")
                .register(meters);
    }

    /** Begun on a request's thread, it would hold on to the web server's class loader. */
    private static Thread timerThread(Runnable work) {
        Thread thread = new Thread(work, "graphql-time");
        thread.setDaemon(true);
        thread.setContextClassLoader(RequestTime.class.getClassLoader());
        return thread;
    }

    @Override
    public void close() {
        timer.dispose();
    }

    /** After the edge, which makes the response's errors whole. */
    @Override
    public int getOrder() {
        return RequestEdge.ORDER + 1;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        AtomicReference<@Nullable ExecutionInput> running = new AtomicReference<>();
        request.configureExecutionInput((input, builder) -> {
            ExecutionInput built = builder.build();
            running.set(built);
            return built;
        });
        // A fetcher that blocks would keep the thread that it is called on, which therefore is not the one that
        // answers.
        ContextSnapshot fields = snapshots.captureAll();
        return Mono.defer(() -> chain.next(request))
                .subscribeOn(Schedulers.fromExecutor(
                        work -> threads.newThread(fields.wrap(work)).start()))
                .timeout(limit, Mono.fromSupplier(() -> late(request, running.get())), timer);
    }

    private WebGraphQlResponse late(WebGraphQlRequest request, @Nullable ExecutionInput running) {
        ExecutionInput input = running == null ? request.toExecutionInput() : running;
        // First: what has not begun by now does not begin.
        input.cancel();
        boolean mayHaveChanged = input.getGraphQLContext().get(RunningOperation.KEY) == Operation.MUTATION;
        String correlationId = String.valueOf((Object) input.getGraphQLContext().get(RequestEdge.CORRELATION_ID));
        timeouts.increment();
        LOG.warn(
                "A request was not answered within {} ms{} [{}]",
                limit.toMillis(),
                mayHaveChanged ? ", and what its mutation did is unknown to the client" : "",
                correlationId);
        ExecutionResult result = ExecutionResult.newExecutionResult()
                .data(null)
                .addError(error(mayHaveChanged, correlationId))
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(input, result));
    }

    private GraphQLError error(boolean mayHaveChanged, String correlationId) {
        String message = "There was no answer within " + limit.toMillis() + " ms. "
                + (mayHaveChanged
                        ? "Whether the operation took effect is not known: send it again with the same idempotency key, which"
                                + " gets what came of it and does nothing twice."
                        : "Nothing was changed. Ask for less at once, or again in a while.");
        return GraphqlErrorBuilder.newError()
                .message("%s", message)
                .extensions(Map.of(
                        "code",
                        CommonError.REQUEST_TIMED_OUT.name(),
                        "classification",
                        CommonError.REQUEST_TIMED_OUT.classification().name(),
                        "correlationId",
                        correlationId))
                .build();
    }
}
