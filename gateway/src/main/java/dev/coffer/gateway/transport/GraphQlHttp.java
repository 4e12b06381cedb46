package dev.coffer.gateway.transport;

import dev.coffer.core.trace.Spanned;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.GraphQlError;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;

/**
 * GraphQL over HTTP: POST with a JSON body, GET for queries and subscriptions, and streams that carry several operations. Everything
 * before the operation itself is decided here.
 */
final class GraphQlHttp {
    private final Vertx vertx;
    private final Edge edge;
    private final OperationHandler operations;
    private final SseChannelHttp channels;

    GraphQlHttp(Vertx vertx, Edge edge, OperationHandler operations) {
        this.vertx = vertx;
        this.edge = edge;
        this.operations = operations;
        this.channels = new SseChannelHttp(edge, operations);
    }

    void handle(HttpServerRequest request) {
        ForwardedHeaders came = EdgeHeaders.read(request.headers(), edge.ids())
                .calling(edge.origin().find(request.headers(), request.remoteAddress()));
        Spanned span = edge.options().traces().server("graphql", came.traceparent());
        Accepted accepted = Accepted.of(request.getHeader("Accept"));
        GraphQlExchange exchange = new GraphQlExchange(
                request,
                accepted,
                came.tracedBy(span.traceparent()),
                edge.options().subscriptions().heartbeat(),
                new RequestTally(edge.metrics(), span, System.nanoTime()));
        try {
            if (accepted.nothing() && request.method() != HttpMethod.PUT && request.method() != HttpMethod.DELETE) {
                throw new RequestRefused(
                        406,
                        GatewayError.NOT_ACCEPTABLE,
                        "Accept application/graphql-response+json, application/json, or text/event-stream for subscriptions;"
                                + " nothing else can be answered.");
            }
            begin(exchange);
        } catch (RequestRefused e) {
            refuse(exchange, e);
        }
    }

    private void begin(GraphQlExchange exchange) throws RequestRefused {
        HttpServerRequest request = exchange.request();
        if (edge.isOverloaded()) {
            throw new RequestRefused(
                    503, GatewayError.OVERLOADED, "The gateway has as many requests under way as it takes. Try again.");
        }
        checkUrl(request);
        String token = SseChannelHttp.token(request);
        HttpMethod method = request.method();
        if (method == HttpMethod.POST) {
            post(exchange);
        } else if (method == HttpMethod.GET && token != null) {
            channels.open(exchange, token);
        } else if (method == HttpMethod.GET) {
            get(exchange);
        } else if (method == HttpMethod.PUT && SseChannelHttp.isMeant(request)) {
            channels.reserve(exchange);
        } else if (method == HttpMethod.DELETE && SseChannelHttp.isMeant(request)) {
            channels.stop(exchange, token);
        } else {
            throw new RequestRefused(
                    405,
                    GatewayError.METHOD_NOT_ALLOWED,
                    "Send operations by POST, or queries and subscriptions by GET.");
        }
    }

    private static void checkUrl(HttpServerRequest request) throws RequestRefused {
        try {
            request.params();
        } catch (IllegalArgumentException e) {
            throw new RequestRefused(
                    400,
                    GatewayError.BAD_REQUEST,
                    "The URL is broken: each % has to be followed by two hexadecimal digits.");
        }
    }

    private void get(GraphQlExchange exchange) throws RequestRefused {
        HttpServerRequest request = exchange.request();
        if (edge.options().csrfGuard() && !EdgeHeaders.isPreflighted(request.headers())) {
            throw new RequestRefused(
                    403,
                    GatewayError.CSRF_BLOCKED,
                    "Any web page could send this GET unseen. Add one of these headers: "
                            + String.join(", ", EdgeHeaders.PREFLIGHTED) + ".");
        }
        if (request.uri().length() > edge.options().limits().requestBytes()) {
            throw tooLarge();
        }
        authenticated(exchange, RequestReader.fromUrl(request.params()), true);
    }

    private void post(GraphQlExchange exchange) throws RequestRefused {
        HttpServerRequest request = exchange.request();
        if (!MediaType.isReadable(request.getHeader("Content-Type"))) {
            throw new RequestRefused(
                    415,
                    GatewayError.UNSUPPORTED_MEDIA_TYPE,
                    "Send the operation as application/json in UTF-8, and say so in Content-Type.");
        }
        int limit = edge.options().limits().requestBytes();
        String length = request.getHeader("Content-Length");
        if (length != null && length.length() < 18 && Long.parseLong(length) > limit) {
            throw tooLarge();
        }
        readBody(exchange, limit);
    }

    private void readBody(GraphQlExchange exchange, int limit) {
        HttpServerRequest request = exchange.request();
        Buffer body = Buffer.buffer();
        Duration patience = edge.options().limits().connections().body();
        long timer = vertx.setTimer(patience.toMillis(), late -> refuse(exchange, lateBody(patience)));
        request.exceptionHandler(broken -> vertx.cancelTimer(timer));
        request.handler(chunk -> {
            if (exchange.isAnswered()) {
                return;
            }
            if (body.length() + chunk.length() > limit) {
                vertx.cancelTimer(timer);
                refuse(exchange, tooLarge());
            } else if (exchange.holds(edge.requestBytes(), chunk.length())) {
                body.appendBuffer(chunk);
            } else {
                vertx.cancelTimer(timer);
                refuse(exchange, fullOfRequests());
            }
        });
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            if (exchange.isAnswered()) {
                return;
            }
            try {
                authenticated(exchange, RequestReader.fromBody(body.getBytes()), false);
            } catch (RequestRefused e) {
                refuse(exchange, e);
            }
        });
    }

    private void authenticated(GraphQlExchange exchange, GraphQlRequest graphQl, boolean isGet) {
        edge.tokens().admit(exchange.headers(), admission -> {
            switch (admission) {
                case Admission.Admitted(ForwardedHeaders headers) -> {
                    exchange.goOnWith(headers);
                    operate(exchange, graphQl, isGet);
                }
                case Admission.Refused(TokenCheck.Objection objection)
                when objection.isOurFault() -> exchange.refuse(objection.status(), objection.error());
                case Admission.Refused(TokenCheck.Objection objection) ->
                    exchange.refuseOperation(objection.status(), List.of(objection.error()));
            }
        });
    }

    private void operate(GraphQlExchange exchange, GraphQlRequest graphQl, boolean isGet) {
        String token = SseChannelHttp.token(exchange.request());
        if (token == null || isGet) {
            operations.handle(exchange, graphQl, isGet);
            return;
        }
        try {
            channels.operate(exchange, graphQl, token);
        } catch (RequestRefused e) {
            refuse(exchange, e);
        }
    }

    private static void refuse(GraphQlExchange exchange, RequestRefused refused) {
        exchange.refuse(refused.status(), GraphQlError.of(refused.code(), refused.text()));
    }

    private RequestRefused tooLarge() {
        return new RequestRefused(
                413,
                GatewayError.REQUEST_TOO_LARGE,
                "The request exceeds " + edge.options().limits().requestBytes() + " bytes. Send less at once.");
    }

    private static RequestRefused fullOfRequests() {
        return new RequestRefused(
                503,
                GatewayError.OVERLOADED,
                "The gateway is reading as much of others' requests as it can hold. Try again.");
    }

    private static RequestRefused lateBody(Duration patience) {
        return new RequestRefused(
                408, GatewayError.BAD_REQUEST, "The body did not arrive within " + patience.toMillis() + " ms.");
    }
}
