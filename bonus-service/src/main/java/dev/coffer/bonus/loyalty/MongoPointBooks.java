package dev.coffer.bonus.loyalty;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.bonus.loyalty.PointAccount.Lot;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link PointBooks} in the collections {@code point_accounts} and {@code point_entries}. */
final class MongoPointBooks implements PointBooks, DeclaresIndexes {

    private static final String ACCOUNTS = "point_accounts";
    private static final String ENTRIES = "point_entries";
    private static final String ID = "_id";
    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final String USER_ID = "userId";
    private static final String SEQ = "seq";
    private static final String KEY = "key";
    private static final String BALANCE = "balance";
    private static final String LOTS = "lots";
    private static final String TIER = "tier";
    private static final String AT = "at";

    private final MongoCollection<Document> all;
    private final TenantCollection accounts;
    private final TenantCollection entries;
    private final Pages pages;

    MongoPointBooks(MongoDatabase database, Pages pages) {
        this.all = database.getCollection(ENTRIES);
        this.accounts = new TenantCollection(database, ACCOUNTS);
        this.entries = new TenantCollection(database, ENTRIES);
        this.pages = pages;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(ACCOUNTS, "tenant_user", Indexes.ascending(TENANT, USER_ID))
                        .unique(),
                // Two that append at once never both append the same number.
                IndexDeclaration.on(ENTRIES, "tenant_user_seq", Indexes.ascending(TENANT, USER_ID, SEQ))
                        .unique(),
                IndexDeclaration.on(ENTRIES, "tenant_user_key", Indexes.ascending(TENANT, USER_ID, KEY))
                        .unique(),
                IndexDeclaration.on(
                        ENTRIES,
                        "user_newest",
                        Indexes.compoundIndex(Indexes.ascending(TENANT, USER_ID), Indexes.descending(AT, ID))));
    }

    @Override
    public PointAccount find(String tenantId, String userId) {
        Document found = accounts.of(tenantId).findOne(Filters.eq(USER_ID, userId));
        return found == null ? PointAccount.empty(tenantId, userId) : account(found);
    }

    @Override
    public PointAccount hold(UnitOfWork unit, String tenantId, String userId) {
        FindOneAndUpdateOptions made =
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        return account(Objects.requireNonNull(accounts.of(tenantId)
                .findAndUpdate(unit, Filters.eq(USER_ID, userId), Updates.inc("turns", 1L), made)));
    }

    @Override
    public @Nullable PointEntry entry(UnitOfWork unit, String tenantId, String userId, String key) {
        Document found =
                entries.of(tenantId).findOne(unit, Filters.and(Filters.eq(USER_ID, userId), Filters.eq(KEY, key)));
        return found == null ? null : entry(found);
    }

    @Override
    public void save(UnitOfWork unit, PointAccount account, List<PointEntry> appended) {
        Document fields = new Document(SEQ, account.seq())
                .append(BALANCE, account.balance())
                .append(
                        LOTS,
                        account.lots().stream().map(MongoPointBooks::write).toList())
                .append(TIER, account.tier());
        accounts.of(account.tenantId())
                .upsert(unit, Filters.eq(USER_ID, account.userId()), new Document("$set", fields));
        if (!appended.isEmpty()) {
            entries.of(account.tenantId())
                    .insertAll(
                            unit, appended.stream().map(MongoPointBooks::write).toList());
        }
    }

    private static Document write(Lot lot) {
        return new Document("month", lot.month().toString())
                .append("earned", lot.earned())
                .append("left", lot.left());
    }

    private static Document write(PointEntry entry) {
        return new Document(ID, entry.tenantId() + '/' + entry.userId() + '/' + String.format("%012d", entry.seq()))
                .append(USER_ID, entry.userId())
                .append(SEQ, entry.seq())
                .append(KEY, entry.key())
                .append("kind", entry.kind().name())
                .append("points", entry.points())
                .append(BALANCE, entry.balance())
                .append(AT, Date.from(entry.at()));
    }

    @Override
    public Connection<PointEntry> page(String tenantId, String userId, PageRequest request, boolean isCounted) {
        Bson ofUser = Filters.and(Filters.eq(TENANT, tenantId), Filters.eq(USER_ID, userId));
        MongoKeyset keyset = new MongoKeyset(all, ofUser, AT, false);
        return pages.page(request, "points|" + tenantId + "|" + userId, keyset, isCounted)
                .map(MongoPointBooks::entry);
    }

    @Override
    public List<PointEntry> inOrder(String tenantId, String userId, long after, int limit) {
        return entries.of(tenantId)
                .find(Filters.and(Filters.eq(USER_ID, userId), Filters.gt(SEQ, after)))
                .sort(Sorts.ascending(SEQ))
                .limit(limit)
                .map(MongoPointBooks::entry)
                .into(new ArrayList<>());
    }

    private static PointAccount account(Document document) {
        List<Lot> lots = document.getList(LOTS, Document.class, List.of()).stream()
                .map(lot ->
                        new Lot(YearMonth.parse(lot.getString("month")), lot.getLong("earned"), lot.getLong("left")))
                .toList();
        return new PointAccount(
                document.getString(TENANT),
                document.getString(USER_ID),
                document.get(SEQ, 0L),
                document.get(BALANCE, 0L),
                lots,
                document.getString(TIER));
    }

    private static PointEntry entry(Document document) {
        return new PointEntry(
                document.getString(TENANT),
                document.getString(USER_ID),
                document.getLong(SEQ),
                document.getString(KEY),
                PointEntry.Kind.valueOf(document.getString("kind")),
                document.getLong("points"),
                document.getLong(BALANCE),
                document.getDate(AT).toInstant());
    }
}
