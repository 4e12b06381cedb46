package dev.coffer.gateway.transport;

/** Why a socket is closed: the codes of graphql-transport-ws, and those of WebSocket itself that clients try again after. */
enum SocketClose {
    IDLE(1000, "Nothing was subscribed to"),
    GOING_AWAY(1001, "The gateway is about to stop"),
    BAD_MESSAGE(4400, "Invalid message"),
    UNAUTHORIZED(4401, "Unauthorized"),
    FORBIDDEN(4403, "Forbidden"),
    WRONG_PROTOCOL(4406, "Subprotocol not acceptable"),
    INIT_TIMEOUT(4408, "Connection initialisation timeout"),
    DUPLICATE(4409, "Subscriber already exists"),
    TOO_MANY_INITS(4429, "Too many initialisation requests");

    private final short code;
    private final String reason;

    SocketClose(int code, String reason) {
        this.code = (short) code;
        this.reason = reason;
    }

    short code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
