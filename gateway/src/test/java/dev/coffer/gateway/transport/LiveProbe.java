package dev.coffer.gateway.transport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Clients of the gateway that read streams and sockets byte by byte, and can be slow about it. */
final class LiveProbe implements AutoCloseable {
    private static final int MOST = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClientAgent http =
            vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(MOST));
    private final WebSocketClient sockets = vertx.createWebSocketClient();
    private final URI url;

    LiveProbe(URI url) {
        this.url = url;
    }

    /** A stream as it came so far. */
    static final class Stream {
        private final HttpClientResponse response;
        private final StringBuffer text = new StringBuffer();
        private volatile boolean isEnded;

        private Stream(HttpClientResponse response) {
            this.response = response;
            response.handler(chunk -> text.append(chunk.toString()));
            response.exceptionHandler(broken -> isEnded = true);
            response.endHandler(end -> isEnded = true);
        }

        int status() {
            return response.statusCode();
        }

        @Nullable
        String header(String name) {
            return response.getHeader(name);
        }

        String text() {
            return text.toString();
        }

        /** The data of the events of this name, in order. */
        List<String> events(String name) {
            return text
                    .toString()
                    .lines()
                    .dropWhile(line -> line.isEmpty())
                    .collect(Collectors.joining("\n"))
                    .transform(all -> List.of(all.split("\n\n", -1)))
                    .stream()
                    .filter(block -> block.contains("event: " + name + "\n"))
                    .map(block -> block.substring(block.indexOf("data:") + 5).strip())
                    .toList();
        }

        boolean isEnded() {
            return isEnded;
        }

        void stopReading() {
            response.pause();
        }

        void goOn() {
            response.resume();
        }

        void leave() {
            response.request().connection().close();
        }
    }

    Stream subscribe(String query, Map<String, String> headers) {
        return send(
                HttpMethod.POST,
                "/graphql",
                new JsonObject().put("query", query).encode(),
                headers);
    }

    Stream subscribe(String query) {
        return subscribe(query, Map.of());
    }

    Stream send(HttpMethod method, String path, @Nullable String body, Map<String, String> headers) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setURI(path);
        options.putHeader("accept", "text/event-stream");
        if (body != null) {
            options.putHeader("content-type", "application/json");
        }
        headers.forEach((name, value) -> {
            options.removeHeader(name);
            options.putHeader(name, value);
        });
        return await(() -> http.request(options)
                .compose(request -> request.send(body == null ? Buffer.buffer() : Buffer.buffer(body)))
                .map(Stream::new));
    }

    /** A socket as it was heard so far. */
    static final class Socket {
        private final WebSocket socket;
        private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
        private volatile boolean isClosed;

        private Socket(WebSocket socket) {
            this.socket = socket;
            socket.textMessageHandler(text -> messages.add(new JsonObject(text)));
            socket.closeHandler(closed -> isClosed = true);
        }

        void send(String message) {
            socket.writeTextMessage(message);
        }

        void initialise(@Nullable String authorization) {
            send(
                    authorization == null
                            ? "{\"type\":\"connection_init\"}"
                            : "{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"" + authorization
                                    + "\"}}");
        }

        void subscribe(String id, String query) {
            send(new JsonObject()
                    .put("id", id)
                    .put("type", "subscribe")
                    .put("payload", new JsonObject().put("query", query))
                    .encode());
        }

        List<JsonObject> messages() {
            return messages;
        }

        List<JsonObject> messages(String type) {
            return messages.stream()
                    .filter(message -> type.equals(message.getString("type")))
                    .toList();
        }

        boolean isClosed() {
            return isClosed;
        }

        int closeCode() {
            Short code = socket.closeStatusCode();
            return code == null ? -1 : code;
        }

        void close() {
            socket.close();
        }
    }

    Socket socket(Map<String, String> headers, String... protocols) {
        WebSocketConnectOptions options = new WebSocketConnectOptions();
        options.setHost(url.getHost()).setPort(url.getPort()).setURI("/graphql");
        headers.forEach(options::putHeader);
        for (String protocol : protocols) {
            options.addSubProtocol(protocol);
        }
        return await(() -> sockets.connect(options).map(Socket::new));
    }

    Socket socket() {
        return socket(Map.of(), SocketSession.PROTOCOL);
    }

    /** All on one event loop, so that nothing comes before its handler is there. */
    private <T> T await(Supplier<Future<T>> begin) {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(now -> begin.get().onComplete(done));
        try {
            return done.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
