package dev.coffer.gateway.transport;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop: closes those whose clients take too long to ask, or to take their answer. A request under way has
 * bounds of its own, and so have streams and sockets.
 */
final class Connections {
    /** Looks in the shortest of the times that it watches over. */
    private static final int LOOKS = 4;

    private static final long LONGEST_PACE_MILLIS = 1_000;
    /** No bound. */
    private static final long NEVER = Long.MAX_VALUE;

    private final Vertx vertx;
    private final ConnectionLimits limits;
    private final Map<Ends, Watched> open = new HashMap<>();

    Connections(Vertx vertx, ConnectionLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** What tells a connection from all others. */
    private record Ends(
            @Nullable SocketAddress remote, @Nullable SocketAddress local) {
        static Ends of(HttpConnection connection) {
            return new Ends(connection.remoteAddress(), connection.localAddress());
        }
    }

    private static final class Watched {
        private final HttpConnection connection;
        private long untilNanos;
        private int underWay;
        private boolean isEnding;

        Watched(HttpConnection connection, long untilNanos) {
            this.connection = connection;
            this.untilNanos = untilNanos;
        }
    }

    /** Begins to look after them. */
    void begin() {
        long shortest = Math.min(
                limits.head().toMillis(),
                Math.min(limits.turn().toMillis(), limits.linger().toMillis()));
        vertx.setPeriodic(Math.clamp(shortest / LOOKS, 1, LONGEST_PACE_MILLIS), look -> closeLate(System.nanoTime()));
    }

    /** A connection was made. */
    void opened(HttpConnection connection) {
        Ends ends = Ends.of(connection);
        Watched watched =
                new Watched(connection, System.nanoTime() + limits.head().toNanos());
        open.put(ends, watched);
        connection.closeHandler(closed -> open.remove(ends, watched));
    }

    /** The head of a request came. False where the connection is about to be closed, and nothing on it counts any more. */
    boolean admits(HttpServerRequest request) {
        Watched watched = open.get(Ends.of(request.connection()));
        if (watched == null) {
            return true;
        }
        if (watched.isEnding) {
            return false;
        }
        watched.underWay++;
        watched.untilNanos = NEVER;
        request.response().endHandler(ended -> answered(watched, request));
        return true;
    }

    /**
     * Whether a body is still to come: who answers now ends the connection, because nobody waits for the rest. A request without a body
     * is not at its end either before its handler returns, which means nothing.
     */
    static boolean isBodyUnderWay(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        boolean hasBody =
                length == null ? request.headers().contains("Transfer-Encoding") : !"0".equals(length.strip());
        return hasBody && !request.isEnded();
    }

    /** A socket has a life of its own. */
    void becomesSocket(ServerWebSocketHandshake handshake) {
        open.remove(new Ends(handshake.remoteAddress(), handshake.localAddress()));
    }

    private void answered(Watched watched, HttpServerRequest request) {
        watched.underWay--;
        long now = System.nanoTime();
        if (isBodyUnderWay(request)) {
            watched.isEnding = true;
            watched.untilNanos = now + limits.linger().toNanos();
        } else if (watched.underWay == 0) {
            watched.untilNanos = now + limits.turn().toNanos();
        }
    }

    /** At once: Vert.x' own way waits until all is written, which is what a client that reads nothing wants. The context is below it. */
    private static void cut(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            server.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }

    private void closeLate(long now) {
        // Closing takes them out of the map: first find, then close.
        List<Watched> late = open.values().stream()
                .filter(watched -> watched.untilNanos != NEVER && now - watched.untilNanos > 0)
                .toList();
        late.forEach(watched -> cut(watched.connection));
    }
}
