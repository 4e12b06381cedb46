package dev.coffer.kyc.profile;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.tier.KycTier;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link ProfileHistory} in the collection {@code profile_history}. */
final class MongoProfileHistory implements ProfileHistory, DeclaresIndexes {

    private static final String COLLECTION = "profile_history";
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String ACT = "act";
    private static final String STATE = "state";
    private static final String TIER = "tier";
    private static final String BY = "by";
    private static final String TEXT = "text";
    private static final String GROUNDS = "grounds";
    private static final String AT = "at";

    private final TenantCollection entries;
    private final MongoCollection<Document> all;
    private final Pages pages;

    MongoProfileHistory(MongoDatabase database, Pages pages) {
        this.entries = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
        this.pages = pages;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                COLLECTION,
                "profile_history_user",
                Indexes.compoundIndex(
                        Indexes.ascending(TenantCollection.TENANT_ID, USER_ID), Indexes.descending(AT, ID))));
    }

    @Override
    public void append(UnitOfWork unit, String tenantId, String userId, ProfileEntry entry) {
        entries.of(tenantId)
                .insert(
                        unit,
                        new Document(ID, entry.id())
                                .append(USER_ID, userId)
                                .append(ACT, entry.act().name())
                                .append(STATE, entry.state().name())
                                .append(TIER, entry.tier().name())
                                .append(BY, entry.by())
                                .append(TEXT, entry.text())
                                .append(GROUNDS, MongoGrounds.write(entry.grounds()))
                                .append(AT, Date.from(entry.at())));
    }

    @Override
    public Connection<ProfileEntry> of(String tenantId, String userId, PageRequest request) {
        MongoKeyset keyset = new MongoKeyset(
                all,
                Filters.and(Filters.eq(TenantCollection.TENANT_ID, tenantId), Filters.eq(USER_ID, userId)),
                AT,
                false);
        return pages.page(
                        request,
                        new Document("tenant", tenantId).append("user", userId).toJson(),
                        keyset,
                        false)
                .map(MongoProfileHistory::parse);
    }

    @Override
    public @Nullable ProfileEntry request(String tenantId, String userId, @Nullable String id) {
        Bson requests = requests(userId);
        return parsed(entries.of(tenantId)
                .find(id == null ? requests : Filters.and(requests, Filters.eq(ID, id)))
                .sort(Sorts.descending(AT, ID))
                .first());
    }

    @Override
    public @Nullable ProfileEntry nextRequest(String tenantId, String userId, ProfileEntry before) {
        Date at = Date.from(before.at());
        Bson later = Filters.or(Filters.gt(AT, at), Filters.and(Filters.eq(AT, at), Filters.gt(ID, before.id())));
        return parsed(entries.of(tenantId)
                .find(Filters.and(requests(userId), later))
                .sort(Sorts.ascending(AT, ID))
                .first());
    }

    private static Bson requests(String userId) {
        return Filters.and(Filters.eq(USER_ID, userId), Filters.eq(ACT, ProfileEntry.Act.REQUESTED.name()));
    }

    private static @Nullable ProfileEntry parsed(@Nullable Document document) {
        return document == null ? null : parse(document);
    }

    @Override
    public void forgetTexts(UnitOfWork unit, String tenantId, String userId) {
        entries.of(tenantId)
                .updateAll(
                        unit,
                        Filters.eq(USER_ID, userId),
                        Updates.combine(Updates.unset(TEXT), Updates.unset(GROUNDS + "." + MongoGrounds.FACTORS)));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        entries.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }

    private static ProfileEntry parse(Document document) {
        return new ProfileEntry(
                document.getString(ID),
                ProfileEntry.Act.valueOf(document.getString(ACT)),
                KycState.valueOf(document.getString(STATE)),
                KycTier.valueOf(document.getString(TIER)),
                document.getString(BY),
                document.getString(TEXT),
                MongoGrounds.read(document.get(GROUNDS, Document.class)),
                document.getDate(AT).toInstant());
    }
}
