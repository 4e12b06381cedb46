package dev.coffer.notification.inbox;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Those who follow an inbox at this replica. Whoever may have missed something is told so by the end of what they follow, and nobody who
 * is slow makes others wait.
 */
final class InboxFollowers implements EventOnlooker {

    private static final Logger LOG = LoggerFactory.getLogger(InboxFollowers.class);

    private final FollowLimits limits;
    private final Map<Followed, Set<Sinks.Many<String>>> followers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isListening;
    private volatile boolean isStopping;

    InboxFollowers(FollowLimits limits) {
        this.limits = limits;
    }

    /**
     * What those who follow may cost.
     *
     * @param perUser subscriptions of one user at one replica
     * @param perReplica all subscriptions at one replica
     * @param waiting changes that wait for one subscriber
     */
    record FollowLimits(int perUser, int perReplica, int waiting) {
        FollowLimits {
            if (perUser < 1 || perReplica < perUser || waiting < 1) {
                throw new IllegalArgumentException(
                        "Limits on those who follow must be positive, and those of a user not above"
                                + " those of the replica: " + perUser + ", " + perReplica + ", " + waiting);
            }
        }
    }

    /** Whose inbox. */
    private record Followed(String tenantId, String userId) {}

    /** How many follow here. */
    int count() {
        return count.get();
    }

    /**
     * Begins at once, not when it is subscribed to.
     *
     * @return the ids of messages as they come, and an empty text for every other change
     * @throws CodedException UNAVAILABLE while changes cannot be heard, TOO_MANY_REQUESTS where there are too many already
     */
    Flux<String> follow(Caller caller) {
        if (isStopping || !isListening) {
            throw away();
        }
        Followed followed = new Followed(caller.tenantId(), caller.userId());
        Sinks.Many<String> sink =
                Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(limits.waiting()));
        Set<Sinks.Many<String>> all = followers.compute(followed, (whose, before) -> {
            Set<Sinks.Many<String>> set = before == null ? new CopyOnWriteArraySet<>() : before;
            if (set.size() < limits.perUser() && count.get() < limits.perReplica() && set.add(sink)) {
                count.incrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
        if (all == null || !all.contains(sink)) {
            throw tooMany("There are as many subscriptions as there may be, of yours or of all. Complete one first.");
        }
        // Whatever ended all others before this one was there has to end it too.
        if (isStopping || !isListening) {
            leave(followed, sink);
            throw away();
        }
        return sink.asFlux().doFinally(end -> leave(followed, sink));
    }

    private void leave(Followed followed, Sinks.Many<String> sink) {
        followers.computeIfPresent(followed, (whose, set) -> {
            if (set.remove(sink)) {
                count.decrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
    }

    @Override
    public void event(EventEnvelope event) {
        if (followers.isEmpty() || !event.eventType().equals(InboxChanged.TYPE)) {
            return;
        }
        try {
            JsonNode data = JsonMapper.shared().readTree(event.data());
            Followed followed =
                    new Followed(event.tenantId(), data.path("userId").asString(""));
            String receivedId = data.path("receivedId").asString("");
            followers.getOrDefault(followed, Set.of()).forEach(sink -> tell(sink, receivedId));
        } catch (JacksonException unreadable) {
            LOG.error("The event {} cannot be read, and nobody who follows is told", event, unreadable);
        }
    }

    private static void tell(Sinks.Many<String> sink, String receivedId) {
        if (sink.tryEmitNext(receivedId).isFailure()) {
            sink.tryEmitError(
                    tooMany(
                            "More changed than could be told, and something was missed. Ask for the present state, then subscribe again."));
        }
    }

    @Override
    public void listening() {
        isListening = true;
    }

    @Override
    public void interrupted() {
        if (isListening) {
            LOG.warn("Redis is away: inboxes cannot be followed, {} did so", count);
        }
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
                "Changes cannot be followed here at the moment. Ask for the present state, and subscribe again in a while.");
    }

    private static CodedException tooMany(String message) {
        return new CodedException(CommonError.TOO_MANY_REQUESTS, message);
    }
}
