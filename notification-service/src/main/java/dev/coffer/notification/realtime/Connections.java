package dev.coffer.notification.realtime;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Verification;
import dev.coffer.notification.presence.Place;
import dev.coffer.notification.presence.PresentHere;
import dev.coffer.notification.topic.TopicName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is connected to this replica. Each is looked at once a second: it ends with its token, and with its caller's permission. */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final String STOPPING = CommonError.UNAVAILABLE.name();

    private final Entrance entrance;
    private final EventStreams streams;
    private final PresentHere present;
    private final StreamLimits limits;
    private final Map<Whose, Set<Connection>> all = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    Connections(Entrance entrance, EventStreams streams, PresentHere present, StreamLimits limits) {
        this.entrance = entrance;
        this.streams = streams;
        this.present = present;
        this.limits = limits;
    }

    private record Whose(String tenantId, String userId) {

        static Whose of(Connection connection) {
            Caller caller = connection.caller();
            return new Whose(caller.tenantId(), caller.userId());
        }
    }

    int count() {
        return count.get();
    }

    /** @throws CodedException UNAVAILABLE while this replica stops, TOO_MANY_REQUESTS where there are too many already */
    void add(Connection connection) {
        if (stop.getCount() == 0) {
            throw new CodedException(CommonError.UNAVAILABLE, "This replica stops; connect again.");
        }
        Set<Connection> own = all.compute(Whose.of(connection), (whose, before) -> {
            Set<Connection> set = before == null ? ConcurrentHashMap.newKeySet(1) : before;
            if (set.size() < limits.perUser() && count.get() < limits.perReplica() && set.add(connection)) {
                count.incrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
        if (own == null || !own.contains(connection)) {
            throw new CodedException(
                    CommonError.TOO_MANY_REQUESTS,
                    "There are as many connections as there may be, of yours or of all. End one first.");
        }
        present.enter(place(connection), connection.caller().userId());
    }

    void remove(Connection connection) {
        all.computeIfPresent(Whose.of(connection), (whose, set) -> {
            if (set.remove(connection)) {
                count.decrementAndGet();
                present.leave(place(connection), whose.userId());
            }
            return set.isEmpty() ? null : set;
        });
    }

    private static Place place(Connection connection) {
        return new Place(connection.caller().tenantId(), TopicName.TENANT);
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("connections").start(this::run);
        }
    }

    private void run() {
        int turns = (int) (limits.heartbeat().toMillis() / limits.check().toMillis());
        int turn = 0;
        try {
            while (!stop.await(limits.check().toMillis(), TimeUnit.MILLISECONDS)) {
                int now = turn;
                turn = (turn + 1) % turns;
                // In each round another part of them, so that they do not all read at once.
                each(connection -> check(connection, Math.floorMod(System.identityHashCode(connection), turns) == now));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void each(Consumer<Connection> what) {
        all.values().forEach(set -> set.forEach(what));
    }

    /** One who fails keeps nobody else from being looked at. */
    private void check(Connection connection, boolean isBeat) {
        try {
            String refused = refusal(connection);
            if (connection.isEnded()) {
                remove(connection);
            } else if (refused != null) {
                connection.end(refused);
            } else {
                tend(connection, isBeat);
            }
        } catch (RuntimeException bug) {
            LOG.error("a connection could not be looked at", bug);
        }
    }

    private @Nullable String refusal(Connection connection) {
        if (entrance.verify(connection.token()) instanceof Verification.Rejected(Verification.Reason reason)
                && reason != Verification.Reason.KEYS_UNAVAILABLE) {
            return CommonError.UNAUTHENTICATED.name();
        }
        return entrance.isOpenTo(connection.caller()) ? null : CommonError.FORBIDDEN.name();
    }

    private void tend(Connection connection, boolean isBeat) {
        connection.recheck();
        if (isBeat) {
            connection.beat();
        } else if (!streams.isListening()) {
            connection.wake();
        }
    }

    /** Ends all of them, so that the replica can stop; waits for that for a moment only. */
    void stop(Duration atMost) {
        stop.countDown();
        each(connection -> connection.end(STOPPING));
        long end = System.nanoTime() + atMost.toNanos();
        while (count.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
