package dev.coffer.core.graphql;

import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.ErrorCode;
import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import dev.coffer.core.identity.Visit;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.trace.LogContext;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.preparsed.persisted.PersistedQueryIdInvalid;
import graphql.execution.preparsed.persisted.PersistedQueryNotFound;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * The edge of a subgraph: verifies the bearer token, settles the correlation id and the client, and gives errors that graphql-java raises by
 * itself (syntax, validation, variables) the same extensions as all others.
 */
final class RequestEdge implements WebGraphQlInterceptor, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(RequestEdge.class);
    /** Before everything else that looks at requests, but for {@link LiveStart}, which only looks at answers. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;

    static final String BUG = "Something went wrong on our side; the correlation id finds it in the logs.";
    static final String CORRELATION_HEADER = "X-Correlation-Id";
    static final String CORRELATION_ID = "correlationId";
    private static final String BEARER = "Bearer ";
    private static final String WRONG_HASH =
            "The hash in extensions.persistedQuery is not the SHA-256 of the document, or the"
                    + " extension is not {\"version\": 1, \"sha256Hash\": 64 hexadecimal digits}.";
    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final TokenVerifier verifier;
    private final Ids ids;
    private final ReadClient readClient;
    private final Supplier<GraphQLSchema> schema;

    /** @param schema asked once there are requests */
    RequestEdge(TokenVerifier verifier, Ids ids, ReadClient readClient, Supplier<GraphQLSchema> schema) {
        this.verifier = verifier;
        this.ids = ids;
        this.readClient = readClient;
        this.schema = schema;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        String correlationId = correlationId(request.getHeaders().getFirst(CORRELATION_HEADER));
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        Client client = readClient.read(request.getHeaders(), request.getRemoteAddress());
        request.configureExecutionInput((input, builder) -> builder.graphQLContext(context -> {
                    context.put(CORRELATION_ID, correlationId);
                    context.put(Clients.CLIENT, client);
                    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                        Verification verification = verifier.verify(
                                authorization.substring(BEARER.length()).trim());
                        if (verification instanceof Verification.Verified verified) {
                            verification = verified.on(new Visit(client.address()));
                            LogContext.put(
                                    LogContext.TENANT_ID, verified.caller().tenantId());
                        }
                        context.put(Callers.VERIFICATION, verification);
                    }
                })
                .build());
        LogContext.put(LogContext.CORRELATION_ID, correlationId);
        // The filter that began the request's span clears the log's fields when the request is over.
        return chain.next(request).map(response -> coded(response, correlationId));
    }

    private String correlationId(@Nullable String given) {
        return given != null && SAFE_ID.matcher(given).matches() ? given : ids.next();
    }

    private WebGraphQlResponse coded(WebGraphQlResponse response, String correlationId) {
        response.getResponseHeaders().set(CORRELATION_HEADER, correlationId);
        List<GraphQLError> errors = response.getExecutionResult().getErrors();
        if (errors.stream().allMatch(RequestEdge::isCoded)) {
            return response;
        }
        List<GraphQLError> coded = errors.stream()
                .map(error -> isCoded(error) ? error : withCode(error, response.getExecutionInput(), correlationId))
                .toList();
        return response.transform(builder -> builder.errors(coded));
    }

    private static boolean isCoded(GraphQLError error) {
        Map<String, Object> extensions = error.getExtensions();
        return extensions != null && extensions.containsKey("code");
    }

    private GraphQLError withCode(GraphQLError error, ExecutionInput input, String correlationId) {
        if (error.getErrorType() == ErrorType.NullValueInNonNullableField) {
            LOG.error("A bug [{}]: {}", correlationId, error.getMessage());
            return described(error, CommonError.INTERNAL, BUG, null, correlationId);
        }
        if (error.getErrorType() instanceof PersistedQueryIdInvalid) {
            return described(error, DocumentError.PERSISTED_QUERY_INVALID, WRONG_HASH, null, correlationId);
        }
        DocumentError code = switch (error.getErrorType()) {
            // Its message is what Apollo's clients look for.
            case PersistedQueryNotFound _ -> DocumentError.PERSISTED_QUERY_NOT_FOUND;
            case ErrorType.InvalidSyntax -> DocumentError.GRAPHQL_PARSE_FAILED;
            case ErrorType.ExecutionAborted -> DocumentError.GRAPHQL_LIMIT_EXCEEDED;
            case null, default -> DocumentError.GRAPHQL_VALIDATION_FAILED;
        };
        // The engine names the variable and not what in it is wrong.
        boolean isOfVariable = error instanceof CoercingParseValueException
                || error instanceof NonNullableValueCoercedAsNullException
                || error instanceof InputMapDefinesTooManyFieldsException;
        String field = isOfVariable ? WrongVariable.find(schema.get(), input) : null;
        return described(error, code, error.getMessage(), field, correlationId);
    }

    private static GraphQLError described(
            GraphQLError error, ErrorCode code, String message, @Nullable String field, String correlationId) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code.name());
        extensions.put("classification", code.classification().name());
        extensions.put("correlationId", correlationId);
        if (field != null) {
            extensions.put("field", field);
        }
        GraphqlErrorBuilder<?> builder =
                GraphqlErrorBuilder.newError().message("%s", message).extensions(extensions);
        if (error.getLocations() != null) {
            builder.locations(error.getLocations());
        }
        if (error.getPath() != null) {
            builder.path(error.getPath());
        }
        return builder.build();
    }
}
