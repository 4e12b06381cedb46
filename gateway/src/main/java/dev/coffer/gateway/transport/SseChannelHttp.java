package dev.coffer.gateway.transport;

import dev.coffer.core.trace.Spanned;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.GatewayError;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * The requests of GraphQL over SSE's "single connection mode": PUT reserves a stream and answers its token, GET with the token opens
 * it, POST with the token begins an operation named by {@code extensions.operationId}, DELETE ends it.
 */
final class SseChannelHttp {
    /** Operations by requests of their own are taken there as well. */
    static final String PATH = "/graphql/stream";

    private static final int MAX_ID_CHARACTERS = 128;
    private static final String TOKEN = "X-GraphQL-Event-Stream-Token";

    private final Edge edge;
    private final OperationHandler operations;

    SseChannelHttp(Edge edge, OperationHandler operations) {
        this.edge = edge;
        this.operations = operations;
    }

    /** Whether the request is at the path of such streams. */
    static boolean isMeant(HttpServerRequest request) {
        return PATH.equals(request.path());
    }

    /** The stream that the request is about; null where it is about none. */
    static @Nullable String token(HttpServerRequest request) {
        if (!isMeant(request)) {
            return null;
        }
        String header = request.getHeader(TOKEN);
        return header == null ? request.getParam("token") : header;
    }

    void reserve(GraphQlExchange exchange) {
        exchange.plain(201, edge.channels().reserve());
    }

    void open(GraphQlExchange exchange, String token) throws RequestRefused {
        if (!exchange.accepts().events()) {
            throw new RequestRefused(406, GatewayError.NOT_ACCEPTABLE, "A stream is text/event-stream: accept that.");
        }
        if (edge.channels().find(token) != null) {
            throw new RequestRefused(409, GatewayError.BAD_REQUEST, "The stream is open already.");
        }
        if (!edge.channels().redeem(token)) {
            throw unknown();
        }
        SseChannel channel = new SseChannel(
                token,
                edge.options().subscriptions(),
                exchange.request().response(),
                () -> edge.channels().remove(token));
        Subscriptions.Place place = edge.subscriptions().enter(channel::end);
        if (place == null) {
            throw new RequestRefused(
                    503, GatewayError.OVERLOADED, "The gateway has as many streams as it takes. Try again in a while.");
        }
        exchange.streams();
        channel.begin(place, exchange.headers().correlationId());
        edge.channels().add(channel);
    }

    /** The request's own answer says only that the operation is taken on. */
    void operate(GraphQlExchange exchange, GraphQlRequest graphQl, String token) throws RequestRefused {
        SseChannel channel = edge.channels().find(token);
        if (channel == null) {
            throw unknown();
        }
        String id = graphQl.extensions().findText("operationId");
        if (id == null || id.isEmpty() || id.length() > MAX_ID_CHARACTERS) {
            throw new RequestRefused(
                    400,
                    GatewayError.BAD_REQUEST,
                    "The operation needs an id of its own, of 1 to " + MAX_ID_CHARACTERS
                            + " characters: extensions.operationId.");
        }
        if (channel.size() >= edge.options().subscriptions().perConnection()) {
            throw new RequestRefused(
                    429,
                    GatewayError.OVERLOADED,
                    "A stream takes " + edge.options().subscriptions().perConnection()
                            + " operations at a time. Complete one first.");
        }
        ForwardedHeaders headers = exchange.headers();
        Spanned span = edge.options().traces().server("graphql", headers.traceparent());
        ConnectionOperation operation = new ConnectionOperation(
                id,
                channel,
                headers.tracedBy(span.traceparent()),
                new RequestTally(edge.metrics(), span, System.nanoTime()));
        if (!channel.add(operation)) {
            operation.cancel();
            throw new RequestRefused(409, GatewayError.BAD_REQUEST, "The stream has an operation of this id already.");
        }
        exchange.plain(202, "");
        channel.loop().runOnContext(now -> {
            if (!operation.isOver()) {
                operations.handle(operation, graphQl, false);
            }
        });
    }

    void stop(GraphQlExchange exchange, @Nullable String token) throws RequestRefused {
        SseChannel channel = token == null ? null : edge.channels().find(token);
        if (channel == null) {
            throw unknown();
        }
        String id = exchange.request().getParam("operationId");
        if (id == null) {
            throw new RequestRefused(400, GatewayError.BAD_REQUEST, "Say which operation: operationId.");
        }
        channel.stop(id);
        exchange.plain(200, "");
    }

    private static RequestRefused unknown() {
        return new RequestRefused(
                404,
                GatewayError.BAD_REQUEST,
                "There is no such stream here. Reserve one by PUT, then open it by GET.");
    }
}
