package dev.coffer.core.testkit;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.events.EventEnvelope;
import java.util.ArrayList;
import java.util.List;

/** What a service under test has told by its outbox. */
public final class ToldEvents {

    private final MongoDatabase database;

    public ToldEvents(TestService service) {
        this.database = service.bean(MongoDatabase.class);
    }

    /** The tenant's events of a key, in the order in which they were told. */
    public List<EventEnvelope> of(String tenantId, String key) {
        List<EventEnvelope> told = new ArrayList<>();
        database.getCollection("outbox")
                .find(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("key", key)))
                .sort(Sorts.ascending("seq"))
                .forEach(document -> told.add(EventEnvelope.fromDocument(document)));
        return told;
    }

    /** {@link #of}, the types only. */
    public List<String> typesOf(String tenantId, String key) {
        return of(tenantId, key).stream().map(EventEnvelope::eventType).toList();
    }
}
