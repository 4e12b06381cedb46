package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.GatewayError;

/** Thrown where a request is no GraphQL over HTTP request; the message is for the client. */
final class RequestRefused extends Exception {
    private final int status;
    private final GatewayError code;

    RequestRefused(int status, GatewayError code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    GatewayError code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
