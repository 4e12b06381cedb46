package dev.coffer.notification.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions at this replica. */
public final class EngineSessions {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSessions.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int ID_BYTES = 24;

    private final EngineReception reception;
    private final EngineLimits limits;
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    EngineSessions(EngineReception reception, EngineLimits limits) {
        this.reception = reception;
        this.limits = limits;
    }

    EngineLimits limits() {
        return limits;
    }

    /** How many there are. */
    int count() {
        return count.get();
    }

    @Nullable
    EngineSession find(String id) {
        return sessions.get(id);
    }

    /** A new one; null where there are as many as there may be, or this replica stops. */
    @Nullable
    EngineSession open(@Nullable String authorization, boolean isUpgradable) {
        boolean isFull = count.incrementAndGet() > limits.sessions();
        if (isFull || stop.getCount() == 0) {
            count.decrementAndGet();
            return null;
        }
        EngineSession session = new EngineSession(newId(), authorization, isUpgradable, limits, this);
        session.visit(reception.open(session));
        sessions.put(session.id(), session);
        return session;
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void remove(EngineSession session) {
        if (sessions.remove(session.id(), session)) {
            count.decrementAndGet();
        }
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("engine-sessions").start(this::run);
        }
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                sessions.values().forEach(session -> tend(session, now));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that fails keeps no other from being looked at. */
    private static void tend(EngineSession session, long now) {
        try {
            session.tend(now);
        } catch (RuntimeException bug) {
            LOG.error("a session could not be looked at", bug);
        }
    }

    /** Ends all of them, so that the replica can stop. */
    void stop() {
        stop.countDown();
        sessions.values().forEach(session -> Thread.ofVirtual().start(session::close));
    }
}
