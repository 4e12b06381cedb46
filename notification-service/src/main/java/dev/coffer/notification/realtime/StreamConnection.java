package dev.coffer.notification.realtime;

import dev.coffer.core.identity.Caller;

/** A client that follows one feed, by server-sent events. */
final class StreamConnection implements Connection {

    private final Caller caller;
    private final String token;
    private final EventStream stream;

    StreamConnection(Caller caller, String token, EventStream stream) {
        this.caller = caller;
        this.token = token;
        this.stream = stream;
    }

    EventStream stream() {
        return stream;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public boolean isEnded() {
        return stream.isEnded();
    }

    @Override
    public void wake() {
        stream.wake();
    }

    @Override
    public void beat() {
        stream.beat();
    }

    /** There is nothing but what it came for. */
    @Override
    public void recheck() {}

    @Override
    public void end(String code) {
        stream.end(code);
    }
}
