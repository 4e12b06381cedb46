package dev.coffer.notification.engine;

import java.util.Collection;
import java.util.List;

/** The packets of Engine.IO, version 4 of its protocol: a digit that says what it is, and what follows it. */
final class EnginePacket {

    static final String VERSION = "4";

    static final char OPEN = '0';
    static final char CLOSE = '1';
    static final char PING = '2';
    static final char PONG = '3';
    static final char MESSAGE = '4';
    static final char UPGRADE = '5';
    static final char NOOP = '6';

    static final String PROBE = PING + "probe";
    static final String PROBED = PONG + "probe";

    /** Between packets that come or go in one body. */
    private static final String SEPARATOR = "\u001e";

    private EnginePacket() {}

    static String of(char type) {
        return String.valueOf(type);
    }

    static String message(String text) {
        return MESSAGE + text;
    }

    static String open(String id, boolean isUpgradable, EngineLimits limits) {
        return OPEN
                + "{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}"
                        .formatted(
                                id,
                                isUpgradable ? "\"websocket\"" : "",
                                limits.pingInterval().toMillis(),
                                limits.pingTimeout().toMillis(),
                                limits.messageBytes());
    }

    static String joined(Collection<String> packets) {
        return String.join(SEPARATOR, packets);
    }

    static List<String> split(String payload) {
        return List.of(payload.split(SEPARATOR, -1));
    }
}
