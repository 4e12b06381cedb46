package dev.coffer.gateway.transport;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One event loop of the server. All of a gateway's listen at the same port. */
final class EdgeVerticle extends VerticleBase {
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    /** Room for a GET with a whole document in its URL. */
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final Edge edge;
    private final AtomicInteger port;
    private @Nullable HttpServer server;

    /** @param port receives the port that was bound */
    EdgeVerticle(Edge edge, AtomicInteger port) {
        this.edge = edge;
        this.port = port;
    }

    @Override
    public Future<?> start() {
        OperationHandler operations = new OperationHandler(edge);
        GraphQlHttp graphQl = new GraphQlHttp(vertx, edge, operations);
        ConnectionLimits patience = edge.options().limits().connections();
        Connections connections = new Connections(vertx, patience);
        connections.begin();
        Cors cors = new Cors(edge.options().cors());
        SocketOrigins origins = new SocketOrigins(edge.options());
        OpsHttp ops = new OpsHttp(edge);
        QueryPage page = edge.options().development() ? new QueryPage() : null;
        // A negative port is Vert.x's way to say: any free one, the same for all instances.
        int wanted = edge.options().port() == 0 ? -1 : edge.options().port();
        HttpServer listening = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(edge.options().host())
                        .setPort(wanted)
                        .setIdleTimeout(Math.toIntExact(patience.idle().toMillis()))
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setMaxInitialLineLength(MAX_LINE_BYTES)
                        .setHandle100ContinueAutomatically(true)
                        .setWebSocketSubProtocols(List.of(SocketSession.PROTOCOL))
                        .setMaxWebSocketFrameSize(edge.options().limits().requestBytes())
                        .setMaxWebSocketMessageSize(edge.options().limits().requestBytes())
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setHttp2ClearTextEnabled(false))
                .connectionHandler(connections::opened)
                .webSocketHandshakeHandler(handshake -> {
                    int refused = isGraphQl(handshake.path()) ? origins.objection(handshake.headers()) : 404;
                    if (refused == 0) {
                        connections.becomesSocket(handshake);
                        handshake.accept();
                    } else {
                        handshake.reject(refused);
                    }
                })
                .webSocketHandler(socket -> new SocketSession(edge, operations, socket).begin())
                .requestHandler(request -> {
                    if (connections.admits(request)) {
                        route(request, cors, graphQl, page, ops);
                    }
                });
        server = listening;
        return listening.listen().onSuccess(bound -> port.set(bound.actualPort()));
    }

    private static boolean isGraphQl(String path) {
        return "/graphql".equals(path) || SseChannelHttp.PATH.equals(path);
    }

    private static void route(
            HttpServerRequest request, Cors cors, GraphQlHttp graphQl, @Nullable QueryPage page, OpsHttp ops) {
        if (isGraphQl(request.path())) {
            if (cors.answers(request)) {
                return;
            }
            if (page == null || !QueryPage.isWanted(request)) {
                graphQl.handle(request);
            } else {
                page.serve(request, "/graphiql");
            }
        } else if (page == null || !page.serve(request, request.path())) {
            ops.handle(request);
        }
    }

    @Override
    public Future<?> stop() {
        HttpServer listening = server;
        return listening == null
                ? Future.succeededFuture()
                : listening.shutdown(edge.options().drainTime().toMillis(), TimeUnit.MILLISECONDS);
    }
}
