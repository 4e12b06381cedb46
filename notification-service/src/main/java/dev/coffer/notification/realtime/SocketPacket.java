package dev.coffer.notification.realtime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A packet of Socket.IO, version 5 of its protocol: {@code <type>[<namespace>,][<id>][<JSON>]}.
 *
 * @param id by which it wants to be acknowledged; negative for not at all
 * @param data null where it has none
 */
record SocketPacket(
        char type, String namespace, int id, @Nullable JsonNode data) {

    static final char CONNECT = '0';
    static final char DISCONNECT = '1';
    static final char EVENT = '2';

    private static final char ACK = '3';
    private static final char CONNECT_ERROR = '4';

    static final String MAIN = "/";

    private static final int NO_ID = -1;
    private static final int MOST_DIGITS = 9;

    /** @throws IllegalArgumentException where it is none; packets with binary attachments count as such */
    static SocketPacket parse(String text) {
        if (text.isEmpty() || text.charAt(0) < CONNECT || text.charAt(0) > CONNECT_ERROR) {
            throw new IllegalArgumentException("no packet that is taken here");
        }
        int at = 1;
        String namespace = MAIN;
        if (text.length() > 1 && text.charAt(1) == '/') {
            int comma = text.indexOf(',');
            int end = comma < 0 ? text.length() : comma;
            namespace = text.substring(1, end);
            at = comma < 0 ? end : end + 1;
        }
        int digits = at;
        while (digits < text.length() && digits - at < MOST_DIGITS && Character.digit(text.charAt(digits), 10) >= 0) {
            digits++;
        }
        int id = digits == at ? NO_ID : Integer.parseInt(text.substring(at, digits));
        return new SocketPacket(text.charAt(0), namespace, id, json(text.substring(digits)));
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return text.isEmpty() ? null : JsonMapper.shared().readTree(text);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("no JSON", wrong);
        }
    }

    static String connected(String id) {
        return CONNECT + JsonMapper.shared().writeValueAsString(Map.of("sid", id));
    }

    static String refused(String namespace, String code, String message) {
        String place = namespace.equals(MAIN) ? "" : namespace + ",";
        return CONNECT_ERROR
                + place
                + JsonMapper.shared().writeValueAsString(Map.of("message", message, "data", Map.of("code", code)));
    }

    static String event(String name, Object payload) {
        return EVENT + JsonMapper.shared().writeValueAsString(List.of(name, payload));
    }

    static String acknowledged(int id, Object payload) {
        return ACK + Integer.toString(id) + JsonMapper.shared().writeValueAsString(List.of(payload));
    }

    static String disconnected() {
        return String.valueOf(DISCONNECT);
    }
}
