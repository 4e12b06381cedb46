package dev.coffer.kyc.profile;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventOnlooker;
import dev.coffer.core.identity.Caller;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Those who follow their own profile at this replica. Whichever replica changes it, they learn of it by the relayed events. */
final class LiveProfiles implements EventOnlooker {

    static final int PER_USER = 20;
    static final int PER_REPLICA = 10_000;

    private static final Scheduler LOOK_UPS = Schedulers.fromExecutor(
            work -> Thread.ofVirtual().name("live-profiles").start(work));

    private final KycProfiles profiles;
    private final Map<ProfileKey, Set<Follower>> followers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isListening;

    /** @param profiles as last committed, not from a cache */
    LiveProfiles(KycProfiles profiles) {
        this.profiles = profiles;
    }

    /** Several changes that come while one is told are one more. */
    private static final class Follower {

        private final Sinks.Many<Boolean> changes = Sinks.many().replay().latest();

        private synchronized void tell() {
            changes.tryEmitNext(true);
        }

        private synchronized void fail(CodedException why) {
            changes.tryEmitError(why);
        }
    }

    /**
     * The caller's profile at each change; of several in a short time only the last may be told.
     *
     * @throws CodedException UNAVAILABLE while changes cannot be heard, TOO_MANY_REQUESTS where there are too many already
     */
    Flux<KycProfile> follow(Caller caller) {
        if (!isListening) {
            throw away();
        }
        ProfileKey key = new ProfileKey(caller.tenantId(), caller.userId());
        Follower follower = new Follower();
        enter(key, follower);
        return follower.changes
                .asFlux()
                .onBackpressureLatest()
                .publishOn(LOOK_UPS, 1)
                .<KycProfile>handle((change, sink) -> {
                    KycProfile found = profiles.find(key.tenantId(), key.userId());
                    if (found != null) {
                        sink.next(found);
                    }
                })
                .doFinally(end -> leave(key, follower));
    }

    private void enter(ProfileKey key, Follower follower) {
        Set<Follower> all = followers.compute(key, (whose, before) -> {
            Set<Follower> set = before == null ? new CopyOnWriteArraySet<>() : before;
            if (set.size() < PER_USER && count.get() < PER_REPLICA) {
                set.add(follower);
                count.incrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
        if (all == null || !all.contains(follower)) {
            throw new CodedException(
                    CommonError.TOO_MANY_REQUESTS,
                    "There are as many subscriptions as there may be, of yours or of all. Complete one first.");
        }
    }

    private void leave(ProfileKey key, Follower follower) {
        followers.computeIfPresent(key, (whose, set) -> {
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

    @Override
    public void event(EventEnvelope event) {
        if (event.eventType().equals(ProfileChanged.TYPE)) {
            followers
                    .getOrDefault(new ProfileKey(event.tenantId(), event.key()), Set.of())
                    .forEach(Follower::tell);
        }
    }

    /** What was missed is told by the state of the moment. */
    @Override
    public void listening() {
        isListening = true;
        each(Follower::tell);
    }

    @Override
    public void interrupted() {
        isListening = false;
    }

    /** Ends all of them, so that the replica can stop. */
    void stop() {
        isListening = false;
        each(follower -> follower.fail(away()));
    }

    private void each(Consumer<Follower> act) {
        followers.values().forEach(set -> set.forEach(act));
    }
}
