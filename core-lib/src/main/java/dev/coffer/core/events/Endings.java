package dev.coffer.core.events;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is over for good, as one consumer knows it. Events of a key come in order, but not all of them come once: a dead letter
 * that is tried again, or a replay, brings a beginning back after its end. A consumer that keeps the end here, in the
 * transaction that undoes the effect, can tell, and leaves it at that. Nothing expires here, because dead letters do not.
 */
public final class Endings implements DeclaresIndexes {

    private static final String ID = "endedId";
    private static final String AT = "at";

    private final TenantCollection endings;
    private final String collection;

    /** @param collection whose endings: "undone_registrations" */
    public Endings(MongoDatabase database, String collection) {
        this.endings = new TenantCollection(database, collection);
        this.collection = collection;
    }

    /** It is over, if it was not already. */
    public void end(UnitOfWork unit, String tenantId, String id, Instant at) {
        endings.of(tenantId).upsert(unit, Filters.eq(ID, id), Updates.setOnInsert(AT, Date.from(at)));
    }

    public boolean isOver(UnitOfWork unit, String tenantId, String id) {
        return !over(unit, tenantId, List.of(id)).isEmpty();
    }

    /** Those of {@code ids} that are over; one read for a batch. */
    public Set<String> over(UnitOfWork unit, String tenantId, Collection<String> ids) {
        Set<String> over = new HashSet<>();
        endings.of(tenantId).find(unit, Filters.in(ID, ids)).forEach(ended -> over.add(ended.getString(ID)));
        return over;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(collection, "tenant_ended", Indexes.ascending(TenantCollection.TENANT_ID, ID))
                        .unique());
    }
}
