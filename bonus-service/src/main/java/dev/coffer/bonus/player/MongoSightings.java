package dev.coffer.bonus.player;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;

/** By what players were seen, such as devices: one document for each player and mark, with the time of the last one. */
final class MongoSightings {

    private static final String USER_ID = "userId";
    private static final String LAST_AT = "lastAt";

    /** Of more than so many of a player, the latest are compared. */
    private static final int MOST_COMPARED = 100;

    private final String collection;
    private final String field;
    private final TenantCollection sightings;

    /** @param field that the mark stands in */
    MongoSightings(MongoDatabase database, String collection, String field) {
        this.collection = collection;
        this.field = field;
        this.sightings = new TenantCollection(database, collection);
    }

    List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                collection,
                                "tenant_user_" + field,
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, field))
                        .unique(),
                IndexDeclaration.on(
                        collection,
                        "tenant_user_latest",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID), Indexes.descending(LAST_AT))));
    }

    void note(UnitOfWork unit, String tenantId, String userId, String mark, Instant at) {
        sightings
                .of(tenantId)
                .upsert(
                        unit,
                        Filters.and(Filters.eq(USER_ID, userId), Filters.eq(field, mark)),
                        Updates.set(LAST_AT, Date.from(at)));
    }

    /** The latest first. */
    List<String> of(UnitOfWork unit, String tenantId, String userId) {
        return sightings
                .of(tenantId)
                .find(unit, Filters.eq(USER_ID, userId))
                .sort(Sorts.descending(LAST_AT))
                .limit(MOST_COMPARED)
                .map(found -> found.getString(field))
                .into(new ArrayList<>());
    }

    /** Whether the player was ever seen by one of these. */
    boolean isAny(UnitOfWork unit, String tenantId, String userId, Collection<String> marks) {
        return !marks.isEmpty()
                && sightings
                                .of(tenantId)
                                .findOne(unit, Filters.and(Filters.eq(USER_ID, userId), Filters.in(field, marks)))
                        != null;
    }
}
