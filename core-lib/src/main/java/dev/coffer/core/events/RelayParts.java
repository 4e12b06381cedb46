package dev.coffer.core.events;

import com.mongodb.client.MongoClient;
import dev.coffer.core.store.Transactions;
import io.lettuce.core.RedisClient;
import java.time.Clock;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every run of a service's relay works with. */
record RelayParts(
        String service,
        MongoClient client,
        RelaySources sources,
        RelayStates states,
        Journal journal,
        Transactions transactions,
        DeadLetters deadLetters,
        RedisClient redis,
        EventsLimits limits,
        Clock clock,
        RelayGauges gauges,
        StopSignal stop) {

    private static final Logger log = LoggerFactory.getLogger(RelayParts.class);

    RelayStream openStream() {
        return new RelayStream(redis, StreamKeys.of(service), new EventJson());
    }

    /** A document whose events cannot be read is put aside, so that those behind it still get through. */
    List<EventEnvelope> eventsOf(String collection, Document document) {
        try {
            return sources.eventsOf(collection, document);
        } catch (RuntimeException unreadable) {
            log.error("{}: {} {} tells no readable event", service, collection, document.get("_id"), unreadable);
            deadLetters.addUnreadable(service, collection, document, unreadable);
            return List.of();
        }
    }
}
