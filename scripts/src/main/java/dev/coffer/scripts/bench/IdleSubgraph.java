package dev.coffer.scripts.bench;

import dev.coffer.scripts.run.ServiceProcess;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Main class of a subgraph with one subscription, in a process of its own so that its connections do not count towards the files of
 * another. It tells nothing until it is asked to, by {@code POST /tell}; {@code GET /held} says how many have subscribed.
 */
final class IdleSubgraph {

    static final String QUERY = "subscription { changed { number } }";

    private static final String EVENT = "{\"data\":{\"changed\":{\"number\":1}}}";
    private static final String PROTOCOL = "graphql-transport-ws";
    private static final String SDL = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
            type Query { number: Int }
            type Subscription { changed: Change! }
            type Change { number: Int! }
            """;
    /** As often as Coffer's services give a sign of life. */
    private static final long HEARTBEAT_MILLIS = 15_000;

    private static final int BACKLOG = 4_096;

    private final Vertx vertx = Vertx.vertx();
    private final Set<Consumer<String>> subscribers = ConcurrentHashMap.newKeySet();

    private IdleSubgraph() {}

    public static void main(String[] args) {
        ServiceProcess.endWithParent();
        new IdleSubgraph().listen();
    }

    private void listen() {
        int port = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setAcceptBacklog(BACKLOG)
                        .setWebSocketSubProtocols(List.of(PROTOCOL)))
                .requestHandler(this::handle)
                .webSocketHandler(this::take)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        System.out.println("subgraph serves at http://127.0.0.1:" + port);
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/held" -> request.response().end(Integer.toString(subscribers.size()));
            case "/tell" -> {
                subscribers.forEach(subscriber -> subscriber.accept(EVENT));
                request.response().end();
            }
            default -> request.body().onSuccess(body -> answer(request, body.toJsonObject()));
        }
    }

    private void answer(HttpServerRequest request, JsonObject asked) {
        HttpServerResponse response = request.response();
        if (asked.getString("query").contains("_service")) {
            JsonObject service = new JsonObject().put("_service", new JsonObject().put("sdl", SDL));
            response.putHeader("content-type", "application/json")
                    .end(new JsonObject().put("data", service).encode());
            return;
        }
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        response.write(":\n\n");
        Consumer<String> subscriber = event -> response.write("event: next\ndata: " + event + "\n\n");
        subscribers.add(subscriber);
        long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, beat -> response.write(":\n\n"));
        response.closeHandler(closed -> {
            vertx.cancelTimer(heartbeat);
            subscribers.remove(subscriber);
        });
    }

    private void take(ServerWebSocket socket) {
        socket.textMessageHandler(text -> {
            JsonObject message = new JsonObject(text);
            switch (message.getString("type")) {
                case "connection_init" -> socket.writeTextMessage("{\"type\":\"connection_ack\"}");
                case "subscribe" -> {
                    String begin = "{\"type\":\"next\",\"id\":\"" + message.getString("id") + "\",\"payload\":";
                    Consumer<String> subscriber = event -> socket.writeTextMessage(begin + event + "}");
                    subscribers.add(subscriber);
                    socket.closeHandler(closed -> subscribers.remove(subscriber));
                }
                default -> {}
            }
        });
    }
}
