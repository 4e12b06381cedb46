// [realtime]
package dev.coffer.sample.item;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventOnlooker;
import dev.coffer.core.identity.Caller;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * Those who follow their items at this replica, whichever replica changes them. Whoever may have missed something is told so by the
 * end of what they follow, and nobody who is slow makes others wait.
 */
final class LiveItems implements EventOnlooker {

    static final int PER_USER = 20;
    static final int PER_REPLICA = 10_000;
    /** Changes that wait for one subscriber. */
    static final int WAITING = 100;

    private static final Set<String> TYPES = Set.of(ItemCreated.TYPE, ItemChanged.TYPE, ItemRemoved.TYPE);

    private final Map<Whose, Set<Sinks.Many<String>>> followers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isListening;
    private volatile boolean isStopping;

    private record Whose(String tenantId, String userId) {}

    /**
     * The ids of the caller's items as they change.
     *
     * @throws CodedException UNAVAILABLE while changes cannot be heard, TOO_MANY_REQUESTS where there are too many already
     */
    Flux<String> follow(Caller caller) {
        Whose whose = new Whose(caller.tenantId(), caller.userId());
        Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING));
        Set<Sinks.Many<String>> all = followers.compute(whose, (key, before) -> {
            Set<Sinks.Many<String>> set = before == null ? new CopyOnWriteArraySet<>() : before;
            if (set.size() < PER_USER && count.get() < PER_REPLICA && set.add(sink)) {
                count.incrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
        if (all == null || !all.contains(sink)) {
            throw tooMany("There are as many subscriptions as there may be, of yours or of all. Complete one first.");
        }
        // Looked at when it is there: what ended all others just before has to end this one too.
        if (isStopping || !isListening) {
            leave(whose, sink);
            throw away();
        }
        return sink.asFlux().doFinally(end -> leave(whose, sink));
    }

    private void leave(Whose whose, Sinks.Many<String> sink) {
        followers.computeIfPresent(whose, (key, set) -> {
            if (set.remove(sink)) {
                count.decrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
    }

    @Override
    public void event(EventEnvelope event) {
        Set<Sinks.Many<String>> those = followers.get(new Whose(event.tenantId(), event.key()));
        if (those == null || !TYPES.contains(event.eventType())) {
            return;
        }
        String id = JsonMapper.shared().readTree(event.data()).path("itemId").asString("");
        those.forEach(sink -> tell(sink, id));
    }

    private static void tell(Sinks.Many<String> sink, String id) {
        if (sink.tryEmitNext(id).isFailure()) {
            sink.tryEmitError(
                    tooMany("More changed than could be told. Ask for the present state, then subscribe again."));
        }
    }

    @Override
    public void listening() {
        isListening = true;
    }

    @Override
    public void interrupted() {
        isListening = false;
        end();
    }

    /** Ends all of them, so that the replica can stop. */
    void stop() {
        isStopping = true;
        end();
    }

    private void end() {
        followers.values().forEach(set -> set.forEach(sink -> sink.tryEmitError(away())));
    }

    private static CodedException away() {
        return new CodedException(
                CommonError.UNAVAILABLE,
                "Changes cannot be followed at the moment. Ask for the present state, and subscribe again in a while.");
    }

    private static CodedException tooMany(String message) {
        return new CodedException(CommonError.TOO_MANY_REQUESTS, message);
    }
}
// [/realtime]
