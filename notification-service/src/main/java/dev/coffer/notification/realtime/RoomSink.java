package dev.coffer.notification.realtime;

import dev.coffer.notification.engine.EngineSession;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client's way into one room. */
final class RoomSink implements EventSink {

    private final EngineSession session;
    private final String room;

    RoomSink(EngineSession session, String room) {
        this.session = session;
        this.room = room;
    }

    @Override
    public void send(long seq, String type, Map<String, Object> data) throws IOException {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put(Rooms.ROOM, room);
        payload.put("last", seq);
        payload.putAll(data);
        session.send(SocketPacket.event(type, payload));
    }

    @Override
    public void beat() {
        // The session has its own.
    }

    /** What cannot be read now is told to whoever comes back. */
    @Override
    public void end() {
        session.close();
    }
}
