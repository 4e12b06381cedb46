package dev.coffer.notification.engine;

import java.io.IOException;

/** A WebSocket of a session. Written to by one thread at a time. */
interface Wire {

    /** Waits until it is on its way. @throws IOException where the client has gone, or takes nothing */
    void send(String packet) throws IOException;

    void close();
}
