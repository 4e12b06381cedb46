package dev.coffer.notification.engine;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A client's session: requests that wait for packets, until there is a WebSocket. Few packets wait here; whoever has more to send waits, and
 * a client that takes none for too long loses the session.
 */
public final class EngineSession {

    private final String id;
    private final @Nullable String authorization;
    private final EngineSessions home;
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingPackets waiting;
    private final SignsOfLife life;
    private @Nullable EngineVisitor visitor;
    private @Nullable Poll poll;
    private volatile @Nullable Wire wire;
    private boolean isProbed;
    private boolean isWriting;
    private volatile boolean isEnding;
    private volatile boolean isClosed;

    /** @param isUpgradable whether it begins by requests, so that it can change over to a WebSocket */
    EngineSession(
            String id, @Nullable String authorization, boolean isUpgradable, EngineLimits limits, EngineSessions home) {
        this.id = id;
        this.authorization = authorization;
        this.home = home;
        this.life = new SignsOfLife(limits, System.nanoTime());
        this.waiting = new WaitingPackets(limits, lock);
        waiting.add(EnginePacket.open(id, isUpgradable, limits));
    }

    /** Not to be guessed: whoever knows it is the client. */
    public String id() {
        return id;
    }

    /** The header of that name that the session began with; null where there was none. */
    public @Nullable String authorization() {
        return authorization;
    }

    public boolean isClosed() {
        return isClosed;
    }

    /** Before anything is received. */
    void visit(EngineVisitor received) {
        visitor = received;
    }

    /**
     * Sends a message, in order. Waits while many wait for the client already.
     *
     * @throws IOException where the session is over, or is now because the client takes nothing
     */
    public void send(String message) throws IOException {
        if (!enqueue(message)) {
            close();
            throw new IOException("the client of session takes nothing, or has gone");
        }
        flush();
    }

    private boolean enqueue(String message) throws IOException {
        lock.lock();
        try {
            boolean isTaken = waiting.awaitRoom(() -> isClosed) && !isClosed && !isEnding;
            if (isTaken) {
                waiting.add(EnginePacket.message(message));
            }
            return isTaken;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session once what waits is sent. */
    public void finish() {
        lock.lock();
        try {
            isEnding = true;
        } finally {
            lock.unlock();
        }
        flush();
    }

    private void flush() {
        Poll answered = null;
        String payload = "";
        boolean isWriter = false;
        lock.lock();
        try {
            boolean isDue = !waiting.isEmpty() || isEnding;
            if (isClosed || isWriting) {
                return;
            }
            if (wire != null) {
                isWriter = isDue;
                isWriting = isDue;
            } else if (poll != null && (isDue || isProbed)) {
                payload = waiting.takeJoined(isEnding);
                answered = poll;
                poll = null;
            }
        } finally {
            lock.unlock();
        }
        if (answered != null) {
            answered.answer(payload);
            closeIfEnding();
        } else if (isWriter) {
            write();
        }
    }

    private void write() {
        Wire over = Objects.requireNonNull(wire, "whoever writes has one");
        try {
            for (List<String> packets = nextToWrite(); !packets.isEmpty(); packets = nextToWrite()) {
                for (String packet : packets) {
                    over.send(packet);
                }
            }
            closeIfEnding();
        } catch (IOException gone) {
            close();
        }
    }

    private List<String> nextToWrite() {
        lock.lock();
        try {
            isWriting = !waiting.isEmpty() && !isClosed;
            return isWriting ? waiting.take() : List.of();
        } finally {
            lock.unlock();
        }
    }

    private void closeIfEnding() {
        if (isEnding) {
            close();
        }
    }

    /** A client asks for what is to be told. A second one at once, or one beside a WebSocket, is no client of the protocol. */
    void poll(Poll asking) {
        boolean isTaken;
        lock.lock();
        try {
            isTaken = !isClosed && poll == null && wire == null;
            if (isTaken) {
                poll = asking;
            }
        } finally {
            lock.unlock();
        }
        if (isTaken) {
            flush();
        } else {
            asking.answer(EnginePacket.of(EnginePacket.CLOSE));
            close();
        }
    }

    /** Something came. */
    void receive(String packet) {
        life.heard(System.nanoTime());
        EngineVisitor received = visitor;
        char type = packet.isEmpty() ? EnginePacket.CLOSE : packet.charAt(0);
        if (type == EnginePacket.MESSAGE && received != null) {
            received.message(packet.substring(1));
        } else if (type != EnginePacket.PONG) {
            close();
        }
    }

    /** A WebSocket was found to work: requests that wait are let go, so that the client can change over. */
    void probed(Wire found) throws IOException {
        lock.lock();
        try {
            if (isClosed || wire != null) {
                throw new IOException("there is one already, or the session is over");
            }
            isProbed = true;
        } finally {
            lock.unlock();
        }
        found.send(EnginePacket.PROBED);
        flush();
    }

    /** From now on everything goes over it. @throws IOException where it was not probed */
    void upgrade(Wire found) throws IOException {
        Poll left;
        lock.lock();
        try {
            if (isClosed || wire != null || !isProbed) {
                throw new IOException("it was not probed, or there is one already");
            }
            wire = found;
            isProbed = false;
            left = poll;
            poll = null;
        } finally {
            lock.unlock();
        }
        if (left != null) {
            left.answer(EnginePacket.of(EnginePacket.NOOP));
        }
        flush();
    }

    /** The session begins with it. */
    void begin(Wire found) {
        lock.lock();
        try {
            wire = found;
        } finally {
            lock.unlock();
        }
        flush();
    }

    /** A WebSocket is over; where it only was on trial the session goes on. */
    void gone(Wire lost) {
        boolean isLast;
        lock.lock();
        try {
            isLast = wire == lost;
            isProbed = false;
        } finally {
            lock.unlock();
        }
        if (isLast) {
            close();
        }
    }

    /** Called once in a while; never waits. */
    void tend(long now) {
        EngineVisitor received = visitor;
        switch (life.due(now, received == null || !received.isSignedIn())) {
            case END -> Thread.ofVirtual().name("engine-close").start(this::close);
            case PING -> Thread.ofVirtual().name("engine-ping").start(this::ping);
            case NOTHING -> {}
        }
    }

    private void ping() {
        lock.lock();
        try {
            waiting.add(EnginePacket.of(EnginePacket.PING));
        } finally {
            lock.unlock();
        }
        flush();
    }

    /** At once; what waits is dropped. A client comes back by itself. */
    public void close() {
        Poll left;
        Wire open;
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            isClosed = true;
            left = poll;
            open = wire;
            poll = null;
            waiting.drop();
        } finally {
            lock.unlock();
        }
        home.remove(this);
        if (left != null) {
            left.answer(EnginePacket.of(EnginePacket.CLOSE));
        }
        if (open != null) {
            open.close();
        }
        EngineVisitor received = visitor;
        if (received != null) {
            received.closed();
        }
    }
}
