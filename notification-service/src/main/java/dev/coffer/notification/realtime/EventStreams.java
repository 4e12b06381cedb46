package dev.coffer.notification.realtime;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventOnlooker;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import dev.coffer.notification.inbox.ReadInboxNews;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams at this replica. What Redis tells wakes those that it concerns, whichever replica it happened at; what they are told is read from
 * the log, so that nothing is lost while Redis is away: they look by themselves then, at every sign of life.
 */
final class EventStreams implements EventOnlooker {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final String STOPPING = "UNAVAILABLE";

    private final TokenVerifier verifier;
    private final StreamLimits limits;
    private final Map<Followed, Set<EventStream>> streams = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean isListening;
    private @Nullable Thread thread;

    EventStreams(TokenVerifier verifier, StreamLimits limits) {
        this.verifier = verifier;
        this.limits = limits;
    }

    /** Whose inbox. */
    private record Followed(String tenantId, String userId) {}

    int count() {
        return count.get();
    }

    /** @throws CodedException UNAVAILABLE while this replica stops, TOO_MANY_REQUESTS where there are too many already */
    void add(EventStream stream) {
        if (stop.getCount() == 0) {
            throw new CodedException(CommonError.UNAVAILABLE, "This replica stops; connect again.");
        }
        Set<EventStream> all = streams.compute(followed(stream), (whose, before) -> {
            Set<EventStream> set = before == null ? ConcurrentHashMap.newKeySet() : before;
            if (set.size() < limits.perUser() && count.get() < limits.perReplica() && set.add(stream)) {
                count.incrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
        if (all == null || !all.contains(stream)) {
            throw new CodedException(
                    CommonError.TOO_MANY_REQUESTS,
                    "There are as many streams as there may be, of yours or of all. End one first.");
        }
        // A sign of life at once: the client sees that it is heard.
        stream.beat();
    }

    void remove(EventStream stream) {
        stream.left();
        streams.computeIfPresent(followed(stream), (whose, set) -> {
            if (set.remove(stream)) {
                count.decrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
    }

    private static Followed followed(EventStream stream) {
        return new Followed(stream.tenantId(), stream.userId());
    }

    @Override
    public void event(EventEnvelope event) {
        String userId = streams.isEmpty() ? null : ReadInboxNews.userOf(event);
        if (userId != null) {
            streams.getOrDefault(new Followed(event.tenantId(), userId), Set.of())
                    .forEach(EventStream::wake);
        }
    }

    /** What happened meanwhile was not heard. */
    @Override
    public void listening() {
        isListening = true;
        streams.values().forEach(set -> set.forEach(EventStream::wake));
    }

    @Override
    public void interrupted() {
        isListening = false;
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("event-streams").start(this::run);
        }
    }

    private void run() {
        long beaten = System.nanoTime();
        try {
            while (!stop.await(limits.check().toMillis(), TimeUnit.MILLISECONDS)) {
                boolean isBeat =
                        System.nanoTime() - beaten >= limits.heartbeat().toNanos();
                beaten = isBeat ? System.nanoTime() : beaten;
                streams.values().forEach(set -> set.forEach(stream -> check(stream, isBeat)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One who fails keeps nobody else from being looked at. */
    private void check(EventStream stream, boolean isBeat) {
        try {
            if (stream.isEnded()) {
                remove(stream);
            } else if (verifier.verify(stream.token()) instanceof Verification.Rejected(Verification.Reason reason)
                    && reason != Verification.Reason.KEYS_UNAVAILABLE) {
                stream.end(CommonError.UNAUTHENTICATED.name());
            } else if (isBeat) {
                stream.beat();
            } else if (!isListening) {
                stream.wake();
            }
        } catch (RuntimeException bug) {
            LOG.error("a stream could not be looked at", bug);
        }
    }

    /** Ends all of them, so that the replica can stop; waits for that for a moment only. */
    void stop(Duration atMost) {
        stop.countDown();
        streams.values().forEach(set -> set.forEach(stream -> stream.end(STOPPING)));
        long end = System.nanoTime() + atMost.toNanos();
        while (count.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
