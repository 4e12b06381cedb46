package dev.coffer.gateway.execute;

/** Thrown where bytes are not JSON; the message says what was wrong and at which byte. */
public final class InvalidJson extends Exception {
    InvalidJson(String problem, int offset) {
        super(problem + " at byte " + offset);
    }
}
