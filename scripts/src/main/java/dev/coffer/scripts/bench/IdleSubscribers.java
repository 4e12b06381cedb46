package dev.coffer.scripts.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Clients that subscribe at a gateway and only listen, each with a connection and a subscription of its own. */
final class IdleSubscribers implements AutoCloseable {

    /** Connections that are being made at one time. */
    private static final int AT_ONCE = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI gateway;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClientAgent http;
    private final WebSocketClient sockets;
    private final Semaphore opening = new Semaphore(AT_ONCE);
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicReference<String> firstLoss = new AtomicReference<>("none");

    /** How a client subscribes. */
    enum Way {
        /** graphql-transport-ws. */
        WS,
        /** A stream of server-sent events for each. */
        SSE
    }

    /** @param count that there will be at most */
    IdleSubscribers(URI gateway, int count) {
        this.gateway = gateway;
        this.http = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(count));
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(count));
    }

    /** Opens so many. They are open when this returns, not necessarily all subscribed. */
    void open(Way way, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            awaitPlace();
            Subscriber subscriber = new Subscriber();
            switch (way) {
                case WS -> socket(subscriber);
                case SSE -> stream(subscriber);
            }
        }
        for (int i = 0; i < AT_ONCE; i++) {
            awaitPlace();
        }
    }

    private void awaitPlace() throws InterruptedException {
        if (!opening.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "No connection was made for " + PATIENCE.toSeconds() + " s; the first loss: " + firstLoss.get());
        }
    }

    /** Those that were told exactly once and are still there. */
    int told() {
        return told.get();
    }

    /** Connections that were refused, ended, or told of an error or of something twice. */
    int lost() {
        return lost.get();
    }

    String firstLoss() {
        return String.valueOf(firstLoss.get());
    }

    /** What one of them has heard. */
    private final class Subscriber {

        private final AtomicBoolean isOpen = new AtomicBoolean();
        private final AtomicBoolean isTold = new AtomicBoolean();
        private final AtomicBoolean isLost = new AtomicBoolean();

        void opened() {
            if (!isOpen.getAndSet(true)) {
                opening.release();
            }
        }

        void told(String event) {
            if (!event.contains("\"number\":1")) {
                lost("it was told: " + event);
            } else if (isTold.getAndSet(true)) {
                lost("it was told twice");
            } else {
                told.incrementAndGet();
            }
        }

        void lost(String why) {
            opened();
            if (!isLost.getAndSet(true)) {
                firstLoss.compareAndSet("none", why);
                lost.incrementAndGet();
                if (isTold.get()) {
                    told.decrementAndGet();
                }
            }
        }
    }

    private void stream(Subscriber subscriber) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(gateway.toString())
                .putHeader("content-type", "application/json")
                .putHeader("accept", "text/event-stream");
        Buffer body = new JsonObject().put("query", IdleSubgraph.QUERY).toBuffer();
        http.request(options)
                .compose((HttpClientRequest request) -> request.send(body))
                .onFailure(refused -> subscriber.lost(refused.toString()))
                .onSuccess(response -> {
                    response.exceptionHandler(broken -> subscriber.lost(broken.toString()));
                    response.endHandler(end -> subscriber.lost("the stream ended"));
                    response.handler(chunk -> {
                        String text = chunk.toString();
                        if (text.contains("data:")) {
                            subscriber.told(text);
                        }
                    });
                    if (response.statusCode() == 200) {
                        subscriber.opened();
                    } else {
                        subscriber.lost("it was answered " + response.statusCode());
                    }
                });
    }

    private void socket(Subscriber subscriber) {
        WebSocketConnectOptions options = new WebSocketConnectOptions();
        options.setAbsoluteURI(gateway.toString().replaceFirst("http", "ws")).addSubProtocol("graphql-transport-ws");
        String subscribe = new JsonObject()
                .put("id", "1")
                .put("type", "subscribe")
                .put("payload", new JsonObject().put("query", IdleSubgraph.QUERY))
                .encode();
        sockets.connect(options)
                .onFailure(refused -> subscriber.lost(refused.toString()))
                .onSuccess(socket -> {
                    socket.closeHandler(closed -> subscriber.lost(
                            "the socket was closed: " + socket.closeStatusCode() + " " + socket.closeReason()));
                    socket.textMessageHandler(text -> {
                        if (text.contains("connection_ack")) {
                            socket.writeTextMessage(subscribe);
                            subscriber.opened();
                        } else {
                            subscriber.told(text);
                        }
                    });
                    socket.writeTextMessage("{\"type\":\"connection_init\"}");
                });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
