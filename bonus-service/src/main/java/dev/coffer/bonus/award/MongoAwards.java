package dev.coffer.bonus.award;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Awards} in the collection {@code awards}. */
final class MongoAwards implements Awards, AwardHistory, DeclaresIndexes {

    private static final String COLLECTION = "awards";
    private static final char KEY_SEPARATOR = ':';
    private static final char AFTER_SEPARATOR = ';';
    private static final int MOST_OF_HISTORY = 1_000;
    private static final int MOST_OF_HISTORIES = 20_000;
    private static final Bson OF_USER_NEWEST = Sorts.descending(MongoAwardDocument.AWARDED_AT, MongoAwardDocument.ID);

    private final MongoCollection<Document> all;
    private final TenantCollection awards;
    private final Pages pages;
    private final Currencies currencies;

    MongoAwards(MongoDatabase database, Pages pages, Currencies currencies) {
        this.all = database.getCollection(COLLECTION);
        this.awards = new TenantCollection(database, COLLECTION);
        this.pages = pages;
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // Serves page, of and against.
                IndexDeclaration.on(
                        COLLECTION,
                        "user_newest",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, MongoAwardDocument.USER_ID),
                                Indexes.descending(MongoAwardDocument.AWARDED_AT, MongoAwardDocument.ID))),
                IndexDeclaration.on(
                                COLLECTION,
                                "tenant_key",
                                Indexes.ascending(TenantCollection.TENANT_ID, MongoAwardDocument.KEY))
                        .unique(),
                // Serves inWallets.
                IndexDeclaration.on(COLLECTION, "wallet_live", Indexes.ascending(MongoAwardDocument.WALLET))
                        .onlyWhere(Filters.eq(MongoAwardDocument.LIVE, true)),
                // Serves due.
                IndexDeclaration.on(COLLECTION, "until", Indexes.ascending(MongoAwardDocument.UNTIL))
                        .onlyWhere(Filters.exists(MongoAwardDocument.UNTIL)),
                // Serves open.
                IndexDeclaration.on(
                                COLLECTION,
                                "user_until",
                                Indexes.ascending(
                                        TenantCollection.TENANT_ID,
                                        MongoAwardDocument.USER_ID,
                                        MongoAwardDocument.UNTIL))
                        .onlyWhere(Filters.exists(MongoAwardDocument.UNTIL)));
    }

    @Override
    public Connection<Award> page(String tenantId, String userId, PageRequest request, boolean isCounted) {
        Bson ofUser = Filters.and(
                Filters.eq(TenantCollection.TENANT_ID, tenantId), Filters.eq(MongoAwardDocument.USER_ID, userId));
        MongoKeyset keyset = new MongoKeyset(all, ofUser, MongoAwardDocument.AWARDED_AT, false);
        return pages.page(request, "bonuses|" + tenantId + "|" + userId, keyset, isCounted)
                .map(this::parse);
    }

    @Override
    public @Nullable Award find(String tenantId, String awardId) {
        return parseOrNull(awards.of(tenantId).findOne(Filters.eq(MongoAwardDocument.ID, awardId)));
    }

    @Override
    public @Nullable Award find(UnitOfWork unit, String tenantId, String awardId) {
        return parseOrNull(awards.of(tenantId).findOne(unit, Filters.eq(MongoAwardDocument.ID, awardId)));
    }

    @Override
    public @Nullable Award findByKey(UnitOfWork unit, String tenantId, String key) {
        return parseOrNull(awards.of(tenantId).findOne(unit, Filters.eq(MongoAwardDocument.KEY, key)));
    }

    /** Served by the index of the keys, which are the occasion's, a colon, and the template's code. */
    @Override
    public List<Award> ofOccasion(UnitOfWork unit, String tenantId, String occasion) {
        return awards
                .of(tenantId)
                .find(
                        unit,
                        Filters.and(
                                Filters.gt(MongoAwardDocument.KEY, occasion + KEY_SEPARATOR),
                                Filters.lt(MongoAwardDocument.KEY, occasion + AFTER_SEPARATOR)))
                .limit(MOST_OF_HISTORY)
                .map(this::parse)
                .into(new ArrayList<>())
                .stream()
                .filter(award -> award.key().equals(occasion + KEY_SEPARATOR + award.templateCode()))
                .toList();
    }

    @Override
    public List<Award> find(UnitOfWork unit, Collection<String> awardIds) {
        return awardIds.isEmpty() ? List.of() : list(unit, Filters.in(MongoAwardDocument.ID, awardIds));
    }

    @Override
    public List<Award> inWallets(UnitOfWork unit, Collection<String> walletIds) {
        return list(
                unit,
                Filters.and(
                        Filters.in(MongoAwardDocument.WALLET, walletIds), Filters.eq(MongoAwardDocument.LIVE, true)));
    }

    private List<Award> list(UnitOfWork unit, Bson filter) {
        return all.find(unit.session(), filter).map(this::parse).into(new ArrayList<>());
    }

    @Override
    public List<Award> open(UnitOfWork unit, String tenantId, String userId) {
        return awards.of(tenantId)
                .find(
                        unit,
                        Filters.and(
                                Filters.eq(MongoAwardDocument.USER_ID, userId),
                                Filters.exists(MongoAwardDocument.UNTIL)))
                .limit(MOST_IN_WALLET)
                .map(this::parse)
                .into(new ArrayList<>());
    }

    @Override
    public List<Award> due(Instant now, int limit) {
        return all.find(Filters.lte(MongoAwardDocument.UNTIL, Date.from(now)))
                .sort(Sorts.ascending(MongoAwardDocument.UNTIL))
                .limit(limit)
                .map(this::parse)
                .into(new ArrayList<>());
    }

    @Override
    public @Nullable Award insert(UnitOfWork unit, Award award) {
        Document document = MongoAwardDocument.write(award);
        document.remove(MongoAwardDocument.KEY);
        document.remove(TenantCollection.TENANT_ID);
        return parseOrNull(awards.of(award.tenantId())
                .findAndUpdate(
                        unit,
                        Filters.eq(MongoAwardDocument.KEY, award.key()),
                        new Document("$setOnInsert", document),
                        new FindOneAndUpdateOptions().upsert(true)));
    }

    @Override
    public void save(UnitOfWork unit, Collection<Award> changed) {
        if (changed.isEmpty()) {
            return;
        }
        List<UpdateOneModel<Document>> writes = changed.stream()
                .map(award -> new UpdateOneModel<Document>(
                        Filters.and(
                                Filters.eq(MongoAwardDocument.ID, award.id()),
                                Filters.eq(MongoAwardDocument.VERSION, award.version())),
                        MongoAwardDocument.change(award.next())))
                .toList();
        BulkWriteResult result = all.bulkWrite(unit.session(), writes);
        if (result.getMatchedCount() != writes.size()) {
            throw new IllegalStateException(writes.size() - result.getMatchedCount() + " of " + writes.size()
                    + " awards changed within the transaction that read them");
        }
    }

    @Override
    public List<Given> of(UnitOfWork unit, String tenantId, String userId) {
        return awards.of(tenantId)
                .find(unit, Filters.eq(MongoAwardDocument.USER_ID, userId))
                .sort(OF_USER_NEWEST)
                .projection(MongoAwardDocument.OF_GIVEN)
                .limit(MOST_OF_HISTORY)
                .map(MongoAwardDocument::readGiven)
                .into(new ArrayList<>());
    }

    @Override
    public Map<String, List<Given>> against(String tenantId, Collection<String> userIds, String templateCode) {
        Map<String, List<Given>> found = new HashMap<>();
        awards.of(tenantId)
                .find(Filters.and(
                        Filters.in(MongoAwardDocument.USER_ID, userIds),
                        Filters.or(MongoAwardDocument.ofTemplate(templateCode), MongoAwardDocument.IS_OPEN)))
                .projection(MongoAwardDocument.OF_GIVEN)
                .limit(MOST_OF_HISTORIES)
                .forEach(document -> found.computeIfAbsent(
                                document.getString(MongoAwardDocument.USER_ID), userId -> new ArrayList<>())
                        .add(MongoAwardDocument.readGiven(document)));
        found.values()
                .forEach(given -> given.sort(Comparator.comparing(Given::at).reversed()));
        return found;
    }

    @Override
    public Set<String> keys(String tenantId, Collection<String> keys) {
        return awards.of(tenantId)
                .find(Filters.in(MongoAwardDocument.KEY, keys))
                .projection(Projections.fields(
                        Projections.include(MongoAwardDocument.KEY), Projections.exclude(MongoAwardDocument.ID)))
                .map(document -> document.getString(MongoAwardDocument.KEY))
                .into(new HashSet<>());
    }

    private Award parse(Document document) {
        return MongoAwardDocument.read(document, currencies);
    }

    private @Nullable Award parseOrNull(@Nullable Document document) {
        return document == null ? null : parse(document);
    }
}
