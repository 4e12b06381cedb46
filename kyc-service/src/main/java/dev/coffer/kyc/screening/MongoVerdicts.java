package dev.coffer.kyc.screening;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
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
import tools.jackson.databind.json.JsonMapper;

/** {@link Verdicts} in the collection {@code screening_verdicts}, one document for each user: sealed as screenings are. */
final class MongoVerdicts implements Verdicts, DeclaresIndexes {

    private static final String COLLECTION = "screening_verdicts";
    private static final String USER_ID = "userId";
    private static final String SEALED = "sealed";

    private final TenantCollection verdicts;
    private final Seal seal;

    MongoVerdicts(MongoDatabase database, Seal seal) {
        this.verdicts = new TenantCollection(database, COLLECTION);
        this.seal = seal;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION, "screening_verdicts_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                .unique());
    }

    @Override
    public List<Match> of(UnitOfWork unit, String tenantId, String userId) {
        Document found = verdicts.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId));
        return found == null
                ? List.of()
                : List.of(JsonMapper.shared()
                        .readValue(
                                seal.open(SealedSecret.parse(found.getString(SEALED)), boundTo(tenantId, userId)),
                                Match[].class));
    }

    @Override
    public void save(UnitOfWork unit, String tenantId, String userId, Match decided) {
        List<Match> all = new ArrayList<>(of(unit, tenantId, userId));
        all.removeIf(
                known -> known.list().equals(decided.list()) && known.entryId().equals(decided.entryId()));
        all.add(decided);
        byte[] plain = JsonMapper.shared().writeValueAsBytes(all.toArray(new Match[0]));
        verdicts.of(tenantId)
                .upsert(
                        unit,
                        Filters.eq(USER_ID, userId),
                        Updates.set(
                                SEALED,
                                seal.seal(plain, boundTo(tenantId, userId)).toText()));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        verdicts.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }

    private static String boundTo(String tenantId, String userId) {
        return "verdicts/" + tenantId.length() + "/" + tenantId + "/" + userId;
    }
}
