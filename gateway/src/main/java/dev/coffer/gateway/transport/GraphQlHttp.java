package dev.coffer.gateway.transport;

import dev.coffer.core.errors.CommonError;
import dev.coffer.core.trace.Spanned;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.GraphQlError;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GraphQL over HTTP: POST with a JSON body, GET for queries. Everything before the operation itself is decided here. */
final class GraphQlHttp {
    private static final Logger LOG = LoggerFactory.getLogger(GraphQlHttp.class);

    private final Vertx vertx;
    private final Edge edge;
    private final OperationHandler operations;

    GraphQlHttp(Vertx vertx, Edge edge) {
        this.vertx = vertx;
        this.edge = edge;
        this.operations = new OperationHandler(edge);
    }

    void handle(HttpServerRequest request) {
        ForwardedHeaders came = EdgeHeaders.read(request.headers(), edge.ids());
        Spanned span = edge.options().traces().server("graphql", came.traceparent());
        MediaType mediaType = MediaType.negotiate(request.getHeader("Accept"));
        GraphQlExchange exchange = new GraphQlExchange(
                request,
                mediaType == null ? MediaType.JSON : mediaType,
                came.tracedBy(span.traceparent()),
                edge.metrics(),
                span,
                System.nanoTime());
        try {
            if (mediaType == null) {
                throw new RequestRefused(
                        406,
                        GatewayError.NOT_ACCEPTABLE,
                        "Accept application/graphql-response+json or application/json; nothing else can be answered.");
            }
            begin(exchange);
        } catch (RequestRefused e) {
            refuse(exchange, e);
        }
    }

    private void begin(GraphQlExchange exchange) throws RequestRefused {
        HttpServerRequest request = exchange.request();
        if (edge.metrics().underWay().get() > edge.options().limits().concurrentRequests()) {
            throw new RequestRefused(
                    503, GatewayError.OVERLOADED, "The gateway has as many requests under way as it takes. Try again.");
        }
        if (request.method() == HttpMethod.GET) {
            get(exchange);
        } else if (request.method() == HttpMethod.POST) {
            post(exchange);
        } else {
            throw new RequestRefused(
                    405, GatewayError.METHOD_NOT_ALLOWED, "Send operations by POST, or queries by GET.");
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
        long timer = vertx.setTimer(GatewayServer.BODY_TIME.toMillis(), late -> refuse(exchange, lateBody()));
        request.exceptionHandler(broken -> vertx.cancelTimer(timer));
        request.handler(chunk -> {
            if (exchange.isAnswered()) {
                return;
            }
            if (body.length() + chunk.length() > limit) {
                vertx.cancelTimer(timer);
                refuse(exchange, tooLarge());
            } else {
                body.appendBuffer(chunk);
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
        String authorization = exchange.headers().authorization();
        EdgeIdentity identity = edge.identity();
        if (identity == null || identity.isKnown(authorization)) {
            operations.handle(exchange, graphQl, isGet);
            return;
        }
        Context loop = vertx.getOrCreateContext();
        CompletableFuture.supplyAsync(() -> identity.check(authorization), edge.workers())
                .whenComplete((problem, failure) ->
                        loop.runOnContext(back -> decided(exchange, graphQl, isGet, problem, failure)));
    }

    private void decided(
            GraphQlExchange exchange,
            GraphQlRequest graphQl,
            boolean isGet,
            @Nullable String problem,
            @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("verifying a token failed ({})", exchange.headers().correlationId(), failure);
            exchange.refuse(500, GraphQlError.of(GatewayError.INTERNAL, OperationHandler.BUG));
        } else if (problem == null) {
            operations.handle(exchange, graphQl, isGet);
        } else {
            exchange.refuseOperation(401, List.of(GraphQlError.of(CommonError.UNAUTHENTICATED, problem)));
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

    private static RequestRefused lateBody() {
        return new RequestRefused(
                408,
                GatewayError.BAD_REQUEST,
                "The body did not arrive within " + GatewayServer.BODY_TIME.toSeconds() + " s.");
    }
}
