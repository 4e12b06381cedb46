package dev.coffer.notification.realtime;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventOnlooker;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams at this replica. What Redis tells wakes those that it concerns, whichever replica it happened at; what they are told is read from
 * a log, so that nothing is lost while Redis is away: they look by themselves then.
 */
final class EventStreams implements EventOnlooker {

    private final Map<Followed, Set<EventStream>> streams = new ConcurrentHashMap<>();
    private volatile boolean isListening;

    /** A feed. */
    private record Followed(String tenantId, String key) {

        static Followed of(EventStream stream) {
            return new Followed(stream.feed().tenantId(), stream.feed().key());
        }
    }

    boolean isListening() {
        return isListening;
    }

    void add(EventStream stream) {
        streams.compute(Followed.of(stream), (followed, before) -> {
            Set<EventStream> set = before == null ? ConcurrentHashMap.newKeySet(1) : before;
            set.add(stream);
            return set;
        });
        // A sign of life at once: the client sees that it is heard.
        stream.beat();
        // It may have ended before it was there to be removed.
        if (stream.isEnded()) {
            remove(stream);
        }
    }

    void remove(EventStream stream) {
        stream.left();
        streams.computeIfPresent(Followed.of(stream), (followed, set) -> {
            set.remove(stream);
            return set.isEmpty() ? null : set;
        });
    }

    @Override
    public void event(EventEnvelope event) {
        if (!streams.isEmpty()) {
            streams.getOrDefault(new Followed(event.tenantId(), event.key()), Set.of())
                    .forEach(stream -> stream.wake(event.seq()));
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
}
