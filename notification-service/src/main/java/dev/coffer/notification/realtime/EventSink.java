package dev.coffer.notification.realtime;

import java.io.IOException;
import java.util.Map;

/** The way to one client. Used by one thread at a time. */
interface EventSink {

    /** @param seq the event's id, to go on from; negative for none @throws IOException where the client has gone */
    void send(long seq, String type, Map<String, Object> data) throws IOException;

    /** A sign of life that says nothing. @throws IOException where the client has gone */
    void beat() throws IOException;

    /** Nothing follows; does nothing where it is over already. */
    void end();
}
