package dev.coffer.gateway.transport;

/** The gateway could not start; the message says what was missing or wrong, one line each. */
public final class StartFailed extends RuntimeException {
    StartFailed(String message) {
        super(message);
    }

    StartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
