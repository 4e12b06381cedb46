package dev.coffer.gateway.transport;

import dev.coffer.core.trace.Spanned;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.GraphQlError;
import dev.coffer.gateway.execute.InvalidJson;
import dev.coffer.gateway.execute.Json;
import dev.coffer.gateway.execute.JsonBuffer;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScanner;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client that speaks graphql-transport-ws. Who it is it says in the payload of {@code connection_init}, as {@code authorization},
 * or by the header of that name, with an access token or an API key; an access token that ends takes the socket with it (4403), so that the client comes back with a
 * fresh one.
 */
final class SocketSession implements Multiplexed {
    static final String PROTOCOL = "graphql-transport-ws";

    private static final int MAX_ID_CHARACTERS = 128;

    private final Edge edge;
    private final OperationHandler operations;
    private final ServerWebSocket socket;
    private final SubscriptionOptions options;
    private final Vertx vertx = Vertx.currentContext().owner();
    private final Map<String, ConnectionOperation> running = new HashMap<>();
    private ForwardedHeaders identity;
    private Subscriptions.@Nullable Place place;
    private long initTimer = -1;
    private long heartbeat = -1;
    private long idleSinceNanos;
    private long heardNanos;
    private boolean isInitialised;
    private boolean isAcknowledged;
    private boolean isClosed;

    SocketSession(Edge edge, OperationHandler operations, ServerWebSocket socket) {
        this.edge = edge;
        this.operations = operations;
        this.socket = socket;
        this.options = edge.options().subscriptions();
        this.identity = EdgeHeaders.read(socket.headers(), edge.ids())
                .calling(edge.origin().find(socket.headers(), socket.remoteAddress()));
    }

    void begin() {
        if (!PROTOCOL.equals(socket.subProtocol())) {
            close(SocketClose.WRONG_PROTOCOL);
            return;
        }
        place = edge.subscriptions().enter(() -> close(SocketClose.GOING_AWAY));
        if (place == null) {
            close(SocketClose.GOING_AWAY);
            return;
        }
        heardNanos = System.nanoTime();
        idleSinceNanos = heardNanos;
        initTimer = vertx.setTimer(options.initTime().toMillis(), late -> close(SocketClose.INIT_TIMEOUT));
        heartbeat = vertx.setPeriodic(options.heartbeat().toMillis(), beat -> beat());
        socket.textMessageHandler(this::heard);
        socket.binaryMessageHandler(binary -> close(SocketClose.BAD_MESSAGE));
        socket.pongHandler(pong -> heardNanos = System.nanoTime());
        socket.drainHandler(drained -> List.copyOf(running.values()).forEach(ConnectionOperation::ready));
        socket.exceptionHandler(broken -> gone());
        socket.closeHandler(closed -> gone());
    }

    private void heard(String text) {
        if (isClosed) {
            return;
        }
        heardNanos = System.nanoTime();
        JsonObject message = parsed(text);
        String type = message == null ? null : message.findText("type");
        if (message == null || type == null) {
            close(SocketClose.BAD_MESSAGE);
            return;
        }
        switch (type) {
            case "connection_init" -> initialise(message);
            case "subscribe" -> subscribe(message);
            case "complete" -> complete(message);
            case "ping" -> pong(message);
            case "pong" -> heardNanos = System.nanoTime();
            default -> close(SocketClose.BAD_MESSAGE);
        }
    }

    private static @Nullable JsonObject parsed(String text) {
        try {
            return JsonScanner.read(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object ? object : null;
        } catch (InvalidJson e) {
            return null;
        }
    }

    private void initialise(JsonObject message) {
        if (isInitialised) {
            close(SocketClose.TOO_MANY_INITS);
            return;
        }
        isInitialised = true;
        vertx.cancelTimer(initTimer);
        Json payload = message.find("payload");
        if (payload != null && !payload.isNull() && !(payload instanceof JsonObject)) {
            close(SocketClose.BAD_MESSAGE);
            return;
        }
        if (payload instanceof JsonObject object) {
            String authorization = object.findText("authorization");
            authorization = authorization == null ? object.findText("Authorization") : authorization;
            if (authorization != null) {
                identity = identity.authorizedBy(authorization);
            }
        }
        edge.tokens().admit(identity, admission -> {
            if (isClosed) {
                return;
            }
            // Where nobody can tell, each operation is told that.
            if (admission instanceof Admission.Refused(TokenCheck.Objection objection) && !objection.isOurFault()) {
                close(SocketClose.FORBIDDEN);
                return;
            }
            isAcknowledged = true;
            write("{\"type\":\"connection_ack\"}");
        });
    }

    private void subscribe(JsonObject message) {
        if (!isAcknowledged) {
            close(SocketClose.UNAUTHORIZED);
            return;
        }
        String id = id(message);
        if (id == null || !(message.find("payload") instanceof JsonObject payload)) {
            close(SocketClose.BAD_MESSAGE);
            return;
        }
        if (running.containsKey(id)) {
            close(SocketClose.DUPLICATE);
            return;
        }
        GraphQlRequest request;
        try {
            request = RequestReader.read(payload);
        } catch (RequestRefused e) {
            error(id, ErrorBody.list(List.of(GraphQlError.of(e.code(), e.text())), identity.correlationId()));
            return;
        }
        begin(id, request);
    }

    private void begin(String id, GraphQlRequest request) {
        Spanned span = edge.options().traces().server("graphql", identity.traceparent());
        ForwardedHeaders headers = identity.of(
                running.isEmpty() ? identity.correlationId() : edge.ids().next());
        ConnectionOperation operation = new ConnectionOperation(
                id,
                this,
                headers.tracedBy(span.traceparent()),
                new RequestTally(edge.metrics(), span, System.nanoTime()));
        running.put(id, operation);
        GraphQlError overload = overload();
        if (overload != null) {
            operation.refuse(503, overload);
            return;
        }
        edge.tokens().admit(operation.headers(), admission -> {
            if (operation.isOver()) {
                return;
            }
            switch (admission) {
                case Admission.Admitted(ForwardedHeaders admitted) -> {
                    operation.goOnWith(admitted);
                    operations.handle(operation, request, false);
                }
                case Admission.Refused(TokenCheck.Objection objection)
                when objection.isOurFault() -> operation.refuse(objection.status(), objection.error());
                case Admission.Refused ignored -> close(SocketClose.FORBIDDEN);
            }
        });
    }

    private @Nullable GraphQlError overload() {
        if (running.size() > options.perConnection()) {
            return GraphQlError.of(
                    GatewayError.OVERLOADED,
                    "A connection takes " + options.perConnection() + " operations at a time. Complete one first.");
        }
        return edge.isOverloaded()
                ? GraphQlError.of(GatewayError.OVERLOADED, "The gateway has as many requests under way as it takes.")
                : null;
    }

    private void complete(JsonObject message) {
        String id = id(message);
        if (id == null) {
            close(SocketClose.BAD_MESSAGE);
            return;
        }
        ConnectionOperation operation = running.get(id);
        if (operation != null) {
            operation.cancel();
        }
    }

    private static @Nullable String id(JsonObject message) {
        String id = message.findText("id");
        return id == null || id.isEmpty() || id.length() > MAX_ID_CHARACTERS ? null : id;
    }

    private void pong(JsonObject message) {
        Json payload = message.find("payload");
        JsonBuffer out = new JsonBuffer(64);
        out.raw("{\"type\":\"pong\"");
        if (payload instanceof JsonObject) {
            out.raw(",\"payload\":");
            payload.writeTo(out);
        }
        write(out.raw('}').toText());
    }

    private void beat() {
        long now = System.nanoTime();
        if (now - heardNanos > options.heartbeat().toNanos() * 2) {
            // Nobody is there to be told: a socket whose other end answers no ping is only given up.
            socket.close();
            gone();
        } else if (running.isEmpty() && now - idleSinceNanos > options.idle().toNanos()) {
            close(SocketClose.IDLE);
        } else if (!socket.writeQueueFull()) {
            socket.writePing(Buffer.buffer("alive?"));
        }
    }

    @Override
    public boolean isFull() {
        return socket.writeQueueFull();
    }

    @Override
    public void next(String id, byte[] payload) {
        write(message("next", id).raw(",\"payload\":").raw(payload).raw('}').toText());
    }

    @Override
    public void error(String id, byte[] errors) {
        write(message("error", id).raw(",\"payload\":").raw(errors).raw('}').toText());
    }

    @Override
    public void complete(String id) {
        write(message("complete", id).raw('}').toText());
    }

    private static JsonBuffer message(String type, String id) {
        return new JsonBuffer(512).raw("{\"id\":").string(id).raw(",\"type\":\"" + type + "\"");
    }

    private void write(String message) {
        if (!isClosed && !socket.isClosed()) {
            socket.writeTextMessage(message);
        }
    }

    @Override
    public void forget(ConnectionOperation operation) {
        running.remove(operation.id(), operation);
        if (running.isEmpty()) {
            idleSinceNanos = System.nanoTime();
        }
    }

    @Override
    public void unauthenticated(String id, byte[] errors) {
        close(SocketClose.FORBIDDEN);
    }

    private void close(SocketClose why) {
        if (!isClosed && !socket.isClosed()) {
            isClosed = true;
            socket.close(why.code(), why.reason());
        }
        gone();
    }

    private void gone() {
        isClosed = true;
        vertx.cancelTimer(initTimer);
        vertx.cancelTimer(heartbeat);
        List.copyOf(running.values()).forEach(ConnectionOperation::cancel);
        Subscriptions.Place taken = place;
        if (taken != null) {
            taken.leave();
        }
    }
}
