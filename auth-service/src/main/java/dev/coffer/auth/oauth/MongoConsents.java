package dev.coffer.auth.oauth;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code oauth_consents}. */
final class MongoConsents implements Consents, DeclaresIndexes {

    static final String COLLECTION = "oauth_consents";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    static final String USER_ID = "userId";
    private static final String CLIENT_ID = "clientId";
    private static final String SCOPES = "scopes";
    private static final String GIVEN_AT = "givenAt";

    private final TenantCollection consents;

    MongoConsents(MongoDatabase database) {
        this.consents = new TenantCollection(database, COLLECTION);
    }

    @Override
    public @Nullable Consent find(String tenantId, String userId, String clientId) {
        Document document = consents.of(tenantId).findOne(one(userId, clientId));
        return document == null ? null : read(document);
    }

    @Override
    public List<Consent> all(String tenantId, String userId) {
        List<Consent> all = new ArrayList<>();
        for (Document document : consents.of(tenantId)
                .find(Filters.eq(USER_ID, userId))
                .sort(Sorts.descending(GIVEN_AT))
                .limit(MOST_LISTED)) {
            all.add(read(document));
        }
        return all;
    }

    @Override
    public void save(UnitOfWork unit, Consent consent) {
        consents.of(consent.tenantId())
                .upsert(
                        unit,
                        one(consent.userId(), consent.clientId()),
                        Updates.combine(
                                Updates.set(SCOPES, List.copyOf(consent.scopes())),
                                Updates.set(GIVEN_AT, Date.from(consent.givenAt()))));
    }

    @Override
    public boolean delete(UnitOfWork unit, String tenantId, String userId, String clientId) {
        return consents.of(tenantId).delete(unit, one(userId, clientId)).getDeletedCount() == 1;
    }

    @Override
    public void deleteOfClient(UnitOfWork unit, String tenantId, String clientId) {
        consents.of(tenantId).deleteAll(unit, Filters.eq(CLIENT_ID, clientId));
    }

    private static Bson one(String userId, String clientId) {
        return Filters.and(Filters.eq(USER_ID, userId), Filters.eq(CLIENT_ID, clientId));
    }

    private static Consent read(Document document) {
        return new Consent(
                document.getString(TENANT_ID),
                document.getString(USER_ID),
                document.getString(CLIENT_ID),
                new HashSet<>(document.getList(SCOPES, String.class, List.of())),
                Objects.requireNonNull(document.getDate(GIVEN_AT), GIVEN_AT).toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "oauth_consents_one", Indexes.ascending(TENANT_ID, USER_ID, CLIENT_ID))
                        .unique(),
                IndexDeclaration.on(
                        COLLECTION,
                        "oauth_consents_newest",
                        Indexes.compoundIndex(Indexes.ascending(TENANT_ID, USER_ID), Indexes.descending(GIVEN_AT))),
                IndexDeclaration.on(COLLECTION, "oauth_consents_client", Indexes.ascending(TENANT_ID, CLIENT_ID)));
    }
}
