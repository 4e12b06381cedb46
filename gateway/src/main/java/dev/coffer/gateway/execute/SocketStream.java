package dev.coffer.gateway.execute;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to a subgraph by graphql-transport-ws, on a socket of its own. Identity goes as the header {@code Authorization} and
 * again in the payload of {@code connection_init}, because many servers look only there. Lives on one event loop.
 */
final class SocketStream implements SubgraphStreams.Upstream {
    static final String PROTOCOL = "graphql-transport-ws";
    /** The one operation of the socket. */
    private static final String ID = "1";

    private static final short NORMAL = 1000;

    private final Vertx vertx;
    private final StreamLimits limits;
    private final SubgraphCall call;
    private final SubgraphStreams.Listener listener;
    private @Nullable WebSocket socket;
    private long heardNanos;
    private long timer;
    private boolean isPaused;
    private boolean isEnded;

    SocketStream(Vertx vertx, StreamLimits limits, SubgraphCall call, SubgraphStreams.Listener listener) {
        this.vertx = vertx;
        this.limits = limits;
        this.call = call;
        this.listener = listener;
    }

    void open(WebSocketClient client, WebSocketConnectOptions options, long beginMillis) {
        timer = vertx.setTimer(
                beginMillis,
                late -> fail(SubgraphReply.Reason.TIMED_OUT, "no connection_ack within " + beginMillis + " ms"));
        client.connect(options).onComplete(connected -> {
            WebSocket made = connected.result();
            if (made == null) {
                fail(SubgraphReply.Reason.UNREACHABLE, connected.cause().toString());
            } else if (isEnded) {
                made.close(NORMAL);
            } else {
                begin(made);
            }
        });
    }

    private void begin(WebSocket made) {
        socket = made;
        made.textMessageHandler(this::heard);
        made.pongHandler(pong -> heardNanos = System.nanoTime());
        made.exceptionHandler(broken -> fail(SubgraphReply.Reason.BROKEN, broken.toString()));
        made.closeHandler(closed -> fail(
                SubgraphReply.Reason.BROKEN,
                "the socket was closed with " + made.closeStatusCode() + " " + made.closeReason()));
        JsonBuffer init = new JsonBuffer(256);
        init.raw("{\"type\":\"connection_init\"");
        String authorization = call.headers().authorization();
        if (authorization != null) {
            init.raw(",\"payload\":{\"authorization\":").string(authorization).raw('}');
        }
        made.writeTextMessage(init.raw('}').toText());
    }

    private void heard(String text) {
        if (isEnded) {
            return;
        }
        heardNanos = System.nanoTime();
        JsonObject message;
        try {
            if (!(JsonScanner.read(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object)) {
                fail(SubgraphReply.Reason.NO_STREAM, "a message is no JSON object");
                return;
            }
            message = object;
        } catch (InvalidJson e) {
            fail(SubgraphReply.Reason.NO_STREAM, "a message is no JSON: " + e.getMessage());
            return;
        }
        String type = message.findText("type");
        switch (type == null ? "" : type) {
            case "connection_ack" -> subscribe();
            case "ping" -> write("{\"type\":\"pong\"}");
            case "next" -> event(message.find("payload"));
            case "error" -> {
                event(new JsonObject().put("errors", errors(message)));
                complete();
            }
            case "complete" -> complete();
            default -> heardNanos = System.nanoTime();
        }
    }

    private static Json errors(JsonObject message) {
        Json payload = message.find("payload");
        return payload == null ? new JsonArray() : payload;
    }

    private void subscribe() {
        vertx.cancelTimer(timer);
        timer = vertx.setPeriodic(Math.max(1, limits.silence().toMillis() / 4), look -> lookWhetherAlive());
        JsonBuffer subscribe = new JsonBuffer(call.body().length + 64);
        subscribe
                .raw("{\"id\":\"" + ID + "\",\"type\":\"subscribe\",\"payload\":")
                .raw(call.body());
        write(subscribe.raw('}').toText());
        listener.opened();
    }

    /** A ping is answered by whoever is there, whatever it thinks of the protocol above. */
    private void lookWhetherAlive() {
        long silent = System.nanoTime() - heardNanos;
        WebSocket open = socket;
        if (!isPaused && silent > limits.silence().toNanos()) {
            fail(
                    SubgraphReply.Reason.TIMED_OUT,
                    "nothing was heard for " + TimeUnit.NANOSECONDS.toSeconds(silent) + " s, not even a pong");
        } else if (open != null && !isPaused) {
            open.writePing(Buffer.buffer("alive?"));
        }
    }

    private void event(@Nullable Json payload) {
        if (payload == null) {
            fail(SubgraphReply.Reason.NO_STREAM, "a message \"next\" has no payload");
            return;
        }
        JsonBuffer out = new JsonBuffer(512);
        payload.writeTo(out);
        listener.event(out.toBytes());
    }

    private void write(String message) {
        WebSocket open = socket;
        if (open != null && !open.isClosed()) {
            open.writeTextMessage(message);
        }
    }

    private void complete() {
        if (end()) {
            listener.completed();
        }
    }

    private void fail(SubgraphReply.Reason reason, String detail) {
        if (end()) {
            listener.failed(reason, detail);
        }
    }

    private boolean end() {
        if (isEnded) {
            return false;
        }
        isEnded = true;
        vertx.cancelTimer(timer);
        WebSocket open = socket;
        if (open != null && !open.isClosed()) {
            open.resume();
            open.close(NORMAL);
        }
        return true;
    }

    @Override
    public void pause() {
        isPaused = true;
        WebSocket open = socket;
        if (open != null && !isEnded) {
            open.pause();
        }
    }

    @Override
    public void resume() {
        isPaused = false;
        heardNanos = System.nanoTime();
        WebSocket open = socket;
        if (open != null && !isEnded) {
            open.resume();
        }
    }

    @Override
    public void cancel() {
        if (!isEnded) {
            write("{\"id\":\"" + ID + "\",\"type\":\"complete\"}");
            end();
        }
    }
}
