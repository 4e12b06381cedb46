package dev.coffer.kyc.person;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@link Persons} in the collection {@code persons}: one sealed text for each user, bound to tenant and user. */
final class MongoPersons implements Persons, DeclaresIndexes {

    private static final String COLLECTION = "persons";
    private static final String USER_ID = "userId";
    private static final String SEALED = "sealed";

    private final TenantCollection persons;
    private final Seal seal;

    MongoPersons(MongoDatabase database, Seal seal) {
        this.persons = new TenantCollection(database, COLLECTION);
        this.seal = seal;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION, "persons_tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                .unique());
    }

    @Override
    public @Nullable PersonalData find(String tenantId, String userId) {
        Document found = persons.of(tenantId).findOne(Filters.eq(USER_ID, userId));
        return found == null
                ? null
                : JsonMapper.shared()
                        .readValue(
                                seal.open(SealedSecret.parse(found.getString(SEALED)), boundTo(tenantId, userId)),
                                PersonalData.class);
    }

    @Override
    public void save(UnitOfWork unit, String tenantId, String userId, PersonalData data) {
        byte[] plain = JsonMapper.shared().writeValueAsBytes(data);
        String sealed = seal.seal(plain, boundTo(tenantId, userId)).toText();
        persons.of(tenantId).upsert(unit, Filters.eq(USER_ID, userId), Updates.set(SEALED, sealed));
    }

    @Override
    public List<String> usersAfter(String tenantId, @Nullable String after, int limit) {
        return persons.of(tenantId)
                .find(after == null ? Filters.empty() : Filters.gt(USER_ID, after))
                .projection(Projections.include(USER_ID))
                .sort(Sorts.ascending(USER_ID))
                .limit(limit)
                .map(person -> person.getString(USER_ID))
                .into(new ArrayList<>());
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        persons.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }

    private static String boundTo(String tenantId, String userId) {
        return tenantId.length() + "/" + tenantId + "/" + userId;
    }
}
