package dev.coffer.gateway.transport;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subgraph with one subscription, by server-sent events or graphql-transport-ws, whose events the test sends by hand. */
final class LiveSubgraph implements AutoCloseable {
    static final String SDL = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
            type Query { live: Boolean }
            type Subscription { walletChanged(id: ID, note: String): Wallet! }
            type Wallet @key(fields: "id") { id: ID! balance: Int! owner: User! }
            type User @key(fields: "id", resolvable: false) { id: ID! }
            """;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private volatile @Nullable Consumer<HttpServerRequest> misbehaviour;
    private volatile String sdl = SDL;

    /** A client that subscribed. */
    interface Stream {
        /** The GraphQL request that it came with. */
        JsonObject request();

        MultiMap headers();

        /** What {@code connection_init} said; empty by server-sent events. */
        JsonObject init();

        void send(String event);

        void complete();

        /** Breaks off, without a word. */
        void hangUp();

        boolean isClosed();

        boolean isFull();

        /** The same for streams that share one. */
        Object connection();
    }

    LiveSubgraph() {
        try {
            server = vertx.createHttpServer(new HttpServerOptions()
                            .setHost("127.0.0.1")
                            .setPort(0)
                            .setWebSocketSubProtocols(List.of("graphql-transport-ws")))
                    .requestHandler(this::handle)
                    .webSocketHandler(socket -> new SocketStream(socket).begin())
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/graphql");
    }

    URI socketUrl() {
        return URI.create("ws://127.0.0.1:" + server.actualPort() + "/graphql");
    }

    /** The same by HTTP/2. */
    URI sharedUrl() {
        return URI.create("h2c://127.0.0.1:" + server.actualPort() + "/graphql");
    }

    List<Stream> streams() {
        return streams;
    }

    void changeSchema(String newSdl) {
        sdl = newSdl;
    }

    /** What is done with subscriptions instead of taking them. */
    void misbehave(Consumer<HttpServerRequest> how) {
        misbehaviour = how;
    }

    /** An event about this wallet, which belongs to the user with the same number. */
    static String wallet(int number, int balance) {
        return "{\"data\":{\"walletChanged\":{\"id\":\"w" + number + "\",\"balance\":" + balance
                + ",\"owner\":{\"id\":\"" + number + "\"}}}}";
    }

    private void handle(HttpServerRequest request) {
        request.bodyHandler(body -> {
            JsonObject asked = body.toJsonObject();
            if (asked.getString("query").contains("_service")) {
                request.response()
                        .putHeader("content-type", "application/json")
                        .end(new JsonObject()
                                .put("data", new JsonObject().put("_service", new JsonObject().put("sdl", sdl)))
                                .encode());
                return;
            }
            Consumer<HttpServerRequest> bad = misbehaviour;
            if (bad != null) {
                bad.accept(request);
                return;
            }
            HttpServerResponse response =
                    request.response().setChunked(true).putHeader("content-type", "text/event-stream");
            response.write(":\n\n");
            streams.add(new EventStream(request, asked));
        });
    }

    private static final class EventStream implements Stream {
        private final HttpServerRequest request;
        private final JsonObject asked;
        private volatile boolean isClosed;

        private EventStream(HttpServerRequest request, JsonObject asked) {
            this.request = request;
            this.asked = asked;
            request.response().closeHandler(closed -> isClosed = true);
            request.response().exceptionHandler(broken -> isClosed = true);
        }

        @Override
        public JsonObject request() {
            return asked;
        }

        @Override
        public MultiMap headers() {
            return request.headers();
        }

        @Override
        public JsonObject init() {
            return new JsonObject();
        }

        @Override
        public void send(String event) {
            request.response().write("event: next\ndata: " + event + "\n\n");
        }

        @Override
        public void complete() {
            request.response().end("event: complete\n\n");
        }

        @Override
        public void hangUp() {
            request.connection().close();
        }

        @Override
        public boolean isClosed() {
            return isClosed;
        }

        @Override
        public boolean isFull() {
            return request.response().writeQueueFull();
        }

        @Override
        public Object connection() {
            return request.connection();
        }
    }

    private final class SocketStream implements Stream {
        private final ServerWebSocket socket;
        private volatile JsonObject init = new JsonObject();
        private volatile JsonObject request = new JsonObject();
        private volatile boolean isClosed;

        private SocketStream(ServerWebSocket socket) {
            this.socket = socket;
        }

        private void begin() {
            socket.closeHandler(closed -> isClosed = true);
            socket.textMessageHandler(text -> {
                JsonObject message = new JsonObject(text);
                switch (message.getString("type")) {
                    case "connection_init" -> {
                        init = message.getJsonObject("payload", new JsonObject());
                        socket.writeTextMessage("{\"type\":\"connection_ack\"}");
                        socket.writeTextMessage("{\"type\":\"ping\"}");
                    }
                    case "subscribe" -> {
                        request = message.getJsonObject("payload");
                        streams.add(this);
                    }
                    case "complete" -> isClosed = true;
                    default -> {}
                }
            });
        }

        @Override
        public JsonObject request() {
            return request;
        }

        @Override
        public MultiMap headers() {
            return socket.headers();
        }

        @Override
        public JsonObject init() {
            return init;
        }

        @Override
        public void send(String event) {
            if (!isClosed) {
                socket.writeTextMessage("{\"id\":\"1\",\"type\":\"next\",\"payload\":" + event + "}");
            }
        }

        @Override
        public void complete() {
            socket.writeTextMessage("{\"id\":\"1\",\"type\":\"complete\"}");
        }

        @Override
        public void hangUp() {
            socket.close();
        }

        @Override
        public boolean isClosed() {
            return isClosed;
        }

        @Override
        public boolean isFull() {
            try {
                return !isClosed && socket.writeQueueFull();
            } catch (IllegalStateException closed) {
                return false;
            }
        }

        @Override
        public Object connection() {
            return socket;
        }
    }

    /** So many bytes that no buffer on the way takes a few hundred of them. */
    static String largeWallet(int number) {
        return wallet(number, 1).replace("\"w" + number + "\"", "\"w" + number + "-" + "x".repeat(64 * 1024) + "\"");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
