package dev.coffer.auth.place;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Collection {@code known_places}: one document for each place and country of a user; forgotten by a TTL index. */
final class MongoKnownPlaces implements KnownPlaces, DeclaresIndexes {

    static final String COLLECTION = "known_places";
    static final String USER_ID = "userId";
    private static final String KIND = "kind";
    private static final String FORGET_AT = "forgetAt";

    private final TenantCollection places;

    MongoKnownPlaces(MongoDatabase database) {
        this.places = new TenantCollection(database, COLLECTION);
    }

    @Override
    public boolean hasAny(UnitOfWork unit, User user, Kind kind) {
        return places.of(user.tenantId())
                        .findOne(unit, Filters.and(Filters.eq(USER_ID, user.id()), Filters.eq(KIND, kind.name())))
                != null;
    }

    @Override
    public boolean add(UnitOfWork unit, User user, Kind kind, String digest, Instant forgetAt) {
        return places.of(user.tenantId())
                        .upsert(
                                unit,
                                Filters.eq("_id", digest),
                                Updates.combine(
                                        Updates.setOnInsert(USER_ID, user.id()),
                                        Updates.setOnInsert(KIND, kind.name()),
                                        Updates.set(FORGET_AT, Date.from(forgetAt))))
                        .getUpsertedId()
                != null;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        COLLECTION, "known_places_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, KIND)),
                IndexDeclaration.on(COLLECTION, "known_places_expiry", Indexes.ascending(FORGET_AT))
                        .expiringAfter(Duration.ZERO));
    }
}
