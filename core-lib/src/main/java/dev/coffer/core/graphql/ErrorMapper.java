package dev.coffer.core.graphql;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.ErrorCode;
import dev.coffer.core.store.StoreFailures;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where an exception becomes a GraphQL error. What is not coded is a bug: logged whole, shown as INTERNAL. */
public final class ErrorMapper implements DataFetcherExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapper.class);
    private static final String STORE_AWAY =
            "A store that the answer needs cannot be reached at the moment. Retry with the same idempotency key.";

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        String correlationId =
                parameters.getDataFetchingEnvironment().getGraphQlContext().get(RequestEdge.CORRELATION_ID);
        CodedException coded = coded(unwrapped(parameters.getException()), correlationId, parameters.getPath());
        GraphQLError error = GraphqlErrorBuilder.newError()
                .message("%s", coded.getMessage())
                .path(parameters.getPath())
                .location(parameters.getSourceLocation())
                .extensions(extensions(coded, correlationId))
                .build();
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult().error(error).build());
    }

    /** For what ends a subscription: the error of no field in particular. Whoever ends one on purpose has said why already. */
    static GraphQLError error(Throwable thrown) {
        CodedException coded = unwrapped(thrown) instanceof CodedException meant
                ? meant
                : coded(unwrapped(thrown), null, "a subscription");
        return GraphqlErrorBuilder.newError()
                .message("%s", coded.getMessage())
                .extensions(extensions(coded, null))
                .build();
    }

    private static CodedException coded(Throwable thrown, @Nullable String correlationId, Object where) {
        if (thrown instanceof CodedException coded) {
            if (coded.code() == CommonError.UNAVAILABLE) {
                LOG.warn("{} is unavailable [{}]", where, correlationId, coded);
            }
            return coded;
        }
        if (thrown instanceof AbortExecutionException) {
            // The request's time is over and it has its answer: this one goes nowhere.
            return new CodedException(CommonError.REQUEST_TIMED_OUT, "The request's time is over.");
        }
        if (isStoreAway(thrown)) {
            LOG.warn("A store is away at {} [{}]: {}", where, correlationId, thrown.toString());
            return new CodedException(CommonError.UNAVAILABLE, STORE_AWAY);
        }
        LOG.error("A bug at {} [{}]", where, correlationId, thrown);
        return new CodedException(CommonError.INTERNAL, RequestEdge.BUG);
    }

    private static boolean isStoreAway(Throwable thrown) {
        return StoreFailures.isUnavailable(thrown) || thrown instanceof io.lettuce.core.RedisException;
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable current = thrown;
        while ((current instanceof CompletionException
                        || current instanceof ExecutionException
                        || current instanceof java.lang.reflect.InvocationTargetException)
                && current.getCause() != null) {
            current = current.getCause();
        }
        return current;
    }

    private static Map<String, Object> extensions(CodedException coded, @Nullable String correlationId) {
        ErrorCode code = coded.code();
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code.name());
        extensions.put("classification", code.classification().name());
        extensions.putAll(coded.extensions());
        if (correlationId != null) {
            extensions.put("correlationId", correlationId);
        }
        if (coded.field() != null) {
            extensions.put("field", coded.field());
        }
        if (coded.problems().size() > 1) {
            extensions.put(
                    "problems",
                    coded.problems().stream()
                            .map(problem -> Map.of("field", problem.field(), "message", problem.message()))
                            .toList());
        }
        return extensions;
    }
}
