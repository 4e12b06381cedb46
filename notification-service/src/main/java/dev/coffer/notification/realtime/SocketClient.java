package dev.coffer.notification.realtime;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.notification.engine.EngineSession;
import dev.coffer.notification.engine.EngineVisitor;
import dev.coffer.notification.presence.LookAround;
import dev.coffer.notification.presence.Place;
import dev.coffer.notification.topic.TopicName;
import dev.coffer.notification.topic.TopicTail;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A client of Socket.IO. Nothing is told to it before it has signed in by the first packet that it sends; then it is in the rooms of its user
 * and its tenant. Each room is a stream of its own, from where the client left off.
 */
final class SocketClient implements EngineVisitor, Connection {

    private static final Logger LOG = LoggerFactory.getLogger(SocketClient.class);

    private final EngineSession session;
    private final SocketParts parts;
    private final Map<String, EventStream> rooms = new ConcurrentHashMap<>(4);
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private volatile boolean isDismissed;
    private volatile @Nullable SignedIn signedIn;

    SocketClient(EngineSession session, SocketParts parts) {
        this.session = session;
        this.parts = parts;
    }

    private record SignedIn(Caller caller, String token) {}

    @Override
    public void message(String text) {
        try {
            SocketPacket packet = SocketPacket.parse(text);
            switch (packet.type()) {
                case SocketPacket.CONNECT -> connect(packet);
                case SocketPacket.EVENT -> event(packet);
                case SocketPacket.DISCONNECT -> session.close();
                default -> {
                    // Nothing that is told here wants to be acknowledged.
                }
            }
        } catch (IllegalArgumentException wrong) {
            LOG.debug("a client sends what is no packet", wrong);
            session.close();
        } catch (IOException gone) {
            LOG.debug("a client left", gone);
        } catch (RuntimeException bug) {
            LOG.error("a packet could not be handled", bug);
            session.close();
        }
    }

    private void connect(SocketPacket packet) throws IOException {
        if (!packet.namespace().equals(SocketPacket.MAIN)) {
            session.send(SocketPacket.refused(packet.namespace(), CommonError.NOT_FOUND.name(), "Invalid namespace"));
            return;
        }
        if (signedIn != null) {
            throw new IllegalArgumentException("signed in already");
        }
        try {
            JsonNode sent = packet.data();
            String token = token(sent);
            signIn(new SignedIn(parts.entrance().admit(token), token), sent);
        } catch (CodedException refused) {
            if (refused.code() == CommonError.UNAVAILABLE) {
                // Whoever is refused does not try again by itself; whoever is let go does.
                session.close();
                return;
            }
            session.send(SocketPacket.refused(SocketPacket.MAIN, refused.code().name(), refused.getMessage()));
        }
    }

    /** As it is sent in the packet, or in the header of the handshake. */
    private String token(@Nullable JsonNode sent) {
        String token = sent == null ? "" : sent.path("token").asString("");
        String header = Entrance.token(session.authorization());
        if (token.isEmpty() && header == null) {
            throw new CodedException(
                    CommonError.UNAUTHENTICATED, "Sign in first: io(url, { auth: { token: '<access token>' } }).");
        }
        return token.isEmpty() ? Objects.requireNonNull(header) : token;
    }

    private void signIn(SignedIn now, @Nullable JsonNode sent) throws IOException {
        Caller caller = now.caller();
        String own = Rooms.ofUser(caller);
        String tenant = Rooms.ofTenant(caller);
        Long ownLast = Position.read(sent, "last", own);
        Long tenantLast = Position.read(sent, "last", tenant);
        signedIn = now;
        try {
            parts.connections().add(this);
        } catch (CodedException full) {
            signedIn = null;
            throw full;
        }
        session.send(
                SocketPacket.connected(session.id().substring(0, session.id().length() / 2)));
        enter(caller, own, ownLast);
        enter(caller, tenant, tenantLast);
        if (session.isClosed()) {
            parts.connections().remove(this);
        }
    }

    private void enter(Caller caller, String room, @Nullable Long last) {
        Feed feed = parts.rooms().open(caller, room);
        EventStream stream = new EventStream(feed, last, new RoomSink(session, room), parts.mostBehind());
        if (rooms.putIfAbsent(room, stream) == null) {
            parts.streams().add(stream);
            joined(stream, parts.present()::enter);
        }
        if (session.isClosed()) {
            drop(room);
        }
    }

    /** Who is in the tenant is told of every connection, whatever its kind. */
    private void joined(EventStream stream, BiConsumer<Place, String> change) {
        if (stream.feed() instanceof TopicFeed(TopicTail tail) && !tail.topic().equals(TopicName.TENANT)) {
            change.accept(new Place(tail.tenantId(), tail.topic()), caller().userId());
        }
    }

    private void event(SocketPacket packet) throws IOException {
        SignedIn now = signedIn;
        JsonNode data = packet.data();
        if (now == null
                || data == null
                || !data.isArray()
                || !packet.namespace().equals(SocketPacket.MAIN)) {
            throw new IllegalArgumentException("no event, or nobody signed in");
        }
        Map<String, Object> answer = answer(now.caller(), data.path(0).asString(""), data.path(1));
        if (packet.id() >= 0) {
            session.send(SocketPacket.acknowledged(packet.id(), answer));
        }
    }

    private Map<String, Object> answer(Caller caller, String name, JsonNode sent) {
        try {
            return switch (name) {
                case "join" -> join(caller, sent);
                case "leave" -> leave(sent);
                case "publish" -> parts.publishing().publish(caller, sent);
                case "presence" -> presence(caller, sent);
                default -> throw CodedException.invalid("event", "There are join, leave, publish and presence.");
            };
        } catch (CodedException refused) {
            return refusal(refused.code().name(), refused.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("what a client asked for failed", bug);
            return refusal(CommonError.INTERNAL.name(), CommonError.INTERNAL.meaning());
        }
    }

    static Map<String, Object> refusal(String code, @Nullable String message) {
        return Map.of("error", Map.of("code", code, "message", message == null ? "" : message));
    }

    private Map<String, Object> join(Caller caller, JsonNode sent) {
        String room = sent.path(Rooms.ROOM).asString("");
        if (rooms.size() >= parts.mostRooms() && !rooms.containsKey(room)) {
            throw new CodedException(
                    CommonError.TOO_MANY_REQUESTS, "A connection is in at most " + parts.mostRooms() + " rooms.");
        }
        enter(caller, room, Position.read(sent, "last"));
        return Map.of(Rooms.ROOM, room);
    }

    private Map<String, Object> leave(JsonNode sent) {
        String room = sent.path(Rooms.ROOM).asString("");
        drop(room);
        return Map.of(Rooms.ROOM, room);
    }

    private Map<String, Object> presence(Caller caller, JsonNode sent) {
        TopicName topic = parts.rooms().toLookInto(caller, sent.path(Rooms.ROOM).asString(""));
        LookAround.Present present = parts.look().at(caller.tenantId(), topic);
        return Map.of("userIds", present.userIds(), "isComplete", present.isComplete());
    }

    private void drop(String room) {
        EventStream stream = rooms.remove(room);
        if (stream != null) {
            parts.streams().remove(stream);
            joined(stream, parts.present()::leave);
        }
    }

    @Override
    public boolean isSignedIn() {
        return signedIn != null && !isDismissed;
    }

    @Override
    public void closed() {
        rooms.keySet().forEach(this::drop);
        if (signedIn != null) {
            parts.connections().remove(this);
        }
    }

    private SignedIn now() {
        return Objects.requireNonNull(signedIn, "nobody signed in");
    }

    @Override
    public Caller caller() {
        return now().caller();
    }

    @Override
    public String token() {
        return now().token();
    }

    @Override
    public boolean isEnded() {
        return session.isClosed();
    }

    @Override
    public void wake() {
        rooms.values().forEach(EventStream::wake);
    }

    /** The session has signs of life of its own; what Redis may have lost is looked for. */
    @Override
    public void beat() {
        wake();
    }

    @Override
    public void recheck() {
        for (String room : rooms.keySet()) {
            if (!parts.rooms().isOpen(caller(), room)) {
                drop(room);
                String left =
                        SocketPacket.event("left", Map.of(Rooms.ROOM, room, "code", CommonError.FORBIDDEN.name()));
                soon(List.of(left), () -> {});
            }
        }
    }

    /** A replica that stops only lets go, so that the client comes back by itself; otherwise it needs another token for that. */
    @Override
    public void end(String code) {
        if (!isEnding.getAndSet(true)) {
            rooms.keySet().forEach(this::drop);
            String end = SocketPacket.event(EventStream.END, Map.of("code", code));
            if (code.equals(CommonError.UNAVAILABLE.name())) {
                soon(List.of(end), session::finish);
            } else {
                // The client closes by itself then; one that does not is a stranger from here on.
                soon(List.of(end, SocketPacket.disconnected()), () -> isDismissed = true);
            }
        }
    }

    /** By another thread, as a slow client holds up whoever tells it something. */
    private void soon(List<String> packets, Runnable then) {
        Thread.ofVirtual().name("socket-tell").start(() -> {
            try {
                for (String packet : packets) {
                    session.send(packet);
                }
                then.run();
            } catch (IOException gone) {
                LOG.debug("a client left", gone);
            }
        });
    }
}
