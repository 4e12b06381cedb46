package dev.coffer.core.graphql;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Those who follow what is their own at this replica, by tenant and user. What changed is named by an id and looked up when it is told:
 * an id waits once, however often it changes meanwhile, so that who is slow gets the latest state and never a backlog of the same.
 */
public final class LiveFollowers implements SmartLifecycle {

    /** Told in place of an id once changes are heard again: anything may have changed since. */
    public static final String ANYTHING = "";

    /** Virtual threads, as they wait for the store and for slow clients. */
    private static final Scheduler LOOK_UPS = Schedulers.fromExecutor(
            work -> Thread.ofVirtual().name("live-followers").start(work));

    private final Limits limits;
    private final Map<Whose, Set<Follower>> followers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isListening;
    private volatile boolean isStopping;
    private volatile boolean isRunning;

    public LiveFollowers(Limits limits) {
        this.limits = limits;
    }

    /**
     * What those who follow may cost.
     *
     * @param perUser subscriptions of one user at one replica
     * @param perReplica all subscriptions at one replica
     * @param waiting ids that wait for one subscriber
     */
    public record Limits(int perUser, int perReplica, int waiting) {

        public Limits {
            if (perUser < 1 || perReplica < perUser || waiting < 1) {
                throw new IllegalArgumentException(
                        "Limits on those who follow must be positive, and those of a user not above"
                                + " those of the replica: " + perUser + ", " + perReplica + ", " + waiting);
            }
        }
    }

    private record Whose(String tenantId, String userId) {}

    /** One subscriber: what is still to be told. */
    private static final class Follower {

        private final Set<String> waiting = new HashSet<>();
        private final Sinks.Many<String> ids;
        private final int limit;

        Follower(int limit) {
            this.limit = limit;
            this.ids = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(limit));
        }

        synchronized void add(String id) {
            if (waiting.contains(id)) {
                return;
            }
            if (waiting.size() >= limit || ids.tryEmitNext(id).isFailure()) {
                fail(tooMany("More changed than could be told, and something was missed. Ask for the present state,"
                        + " then subscribe again."));
                return;
            }
            waiting.add(id);
        }

        /** Before {@code id} is looked up: a change from now on is another one. */
        synchronized String taken(String id) {
            waiting.remove(id);
            return id;
        }

        /** What comes after an end goes nowhere. */
        synchronized void fail(CodedException why) {
            ids.tryEmitError(why);
        }
    }

    /** How many follow here. */
    public int count() {
        return count.get();
    }

    /**
     * Begins at once, not when it is subscribed to.
     *
     * @param look answers what is to be told of an id, or of {@link #ANYTHING}; nothing where that is nothing. Called for one after the
     *     other, by a thread that may be held up
     * @throws CodedException UNAVAILABLE while changes cannot be heard, TOO_MANY_REQUESTS where there are too many already
     */
    public <T> Flux<T> follow(String tenantId, String userId, Function<String, List<T>> look) {
        requireListening();
        Whose whose = new Whose(tenantId, userId);
        Follower follower = new Follower(limits.waiting());
        enter(whose, follower);
        try {
            // Whatever ended all others before this one was there has to end it too.
            requireListening();
        } catch (CodedException away) {
            leave(whose, follower);
            throw away;
        }
        return follower.ids
                .asFlux()
                .publishOn(LOOK_UPS, 1)
                .concatMapIterable(id -> look.apply(follower.taken(id)), 1)
                .doFinally(end -> leave(whose, follower));
    }

    private void requireListening() {
        if (isStopping || !isListening) {
            throw away();
        }
    }

    private void enter(Whose whose, Follower follower) {
        Set<Follower> all = followers.compute(whose, (key, before) -> {
            Set<Follower> set = before == null ? new CopyOnWriteArraySet<>() : before;
            if (set.size() < limits.perUser() && count.get() < limits.perReplica()) {
                set.add(follower);
                count.incrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
        if (all == null || !all.contains(follower)) {
            throw tooMany("There are as many subscriptions as there may be, of yours or of all. Complete one first.");
        }
    }

    private void leave(Whose whose, Follower follower) {
        followers.computeIfPresent(whose, (key, set) -> {
            if (set.remove(follower)) {
                count.decrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
    }

    private static CodedException away() {
        return new CodedException(
                CommonError.UNAVAILABLE,
                "Changes cannot be followed at the moment. Ask for the present state, and subscribe again in a while.");
    }

    private static CodedException tooMany(String message) {
        return new CodedException(CommonError.TOO_MANY_REQUESTS, message);
    }

    /** Whether nobody follows here, so that nothing needs to be read of an event. */
    public boolean isEmpty() {
        return followers.isEmpty();
    }

    /** Something of the user's changed. */
    public void changed(String tenantId, String userId, String id) {
        followers.getOrDefault(new Whose(tenantId, userId), Set.of()).forEach(follower -> follower.add(id));
    }

    /** Changes are heard from here on. Those who follow already may have missed some. */
    public void listening() {
        isListening = true;
        each(follower -> follower.add(ANYTHING));
    }

    /** Changes are not heard any more. */
    public void interrupted() {
        isListening = false;
    }

    private void each(Consumer<Follower> tell) {
        followers.values().forEach(set -> set.forEach(tell));
    }

    @Override
    public void start() {
        isRunning = true;
    }

    /** Ends all of them, before the web server stops, which waits for requests under way: these would never end. */
    @Override
    public void stop() {
        isStopping = true;
        each(follower -> follower.fail(away()));
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /** After the notice to balancers, before the web server. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
