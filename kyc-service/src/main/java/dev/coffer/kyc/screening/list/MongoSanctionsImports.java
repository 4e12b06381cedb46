package dev.coffer.kyc.screening.list;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
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
import dev.coffer.kyc.screening.list.SanctionsImport.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link SanctionsImports} in the collection {@code sanctions_imports}. */
final class MongoSanctionsImports implements SanctionsImports, DeclaresIndexes {

    private static final String COLLECTION = "sanctions_imports";
    private static final String ID = "_id";
    private static final String LIST = "list";
    private static final String STATE = "state";
    private static final String CREATED_AT = "createdAt";
    private static final String UPLOAD_UNTIL = "uploadUntil";
    private static final String UPLOAD = "upload";
    private static final String DUE_AT = "dueAt";
    private static final String HOLDER = "holder";
    private static final String ENDED_AT = "endedAt";
    private static final String ROWS = "rows";
    private static final String PERSONS = "persons";
    private static final String NAMES = "names";
    private static final String PROBLEM = "problem";

    /** Set while it is under way, so that a unique index knows. */
    private static final String IS_UNDER_WAY = "isUnderWay";

    /** Set as long as a file or names of it may be stored that are of no use. */
    private static final String IS_STORED = "isStored";

    private final TenantCollection imports;
    private final MongoCollection<Document> all;
    private final Pages pages;

    MongoSanctionsImports(MongoDatabase database, Pages pages) {
        this.imports = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
        this.pages = pages;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        COLLECTION,
                        "sanctions_imports_tenant",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID), Indexes.descending(CREATED_AT, ID))),
                IndexDeclaration.on(
                                COLLECTION,
                                "sanctions_imports_under_way",
                                Indexes.ascending(TenantCollection.TENANT_ID, LIST, IS_UNDER_WAY))
                        .unique()
                        .onlyWhere(Filters.eq(IS_UNDER_WAY, true)),
                IndexDeclaration.on(
                                COLLECTION,
                                "sanctions_imports_in_force",
                                Indexes.ascending(TenantCollection.TENANT_ID, STATE, LIST))
                        .unique()
                        .onlyWhere(Filters.eq(STATE, State.IN_FORCE.name())),
                IndexDeclaration.on(COLLECTION, "sanctions_imports_due", Indexes.ascending(STATE, DUE_AT))
                        .onlyWhere(Filters.eq(STATE, State.READING.name())),
                IndexDeclaration.on(COLLECTION, "sanctions_imports_awaiting", Indexes.ascending(STATE, UPLOAD_UNTIL))
                        .onlyWhere(Filters.eq(STATE, State.AWAITING_FILE.name())),
                IndexDeclaration.on(COLLECTION, "sanctions_imports_stored", Indexes.ascending(IS_STORED, ENDED_AT))
                        .onlyWhere(Filters.eq(IS_STORED, true)));
    }

    @Override
    public boolean begin(SanctionsImport fresh) {
        expire(fresh.createdAt());
        try {
            all.insertOne(new Document(ID, fresh.id())
                    .append(TenantCollection.TENANT_ID, fresh.tenantId())
                    .append(LIST, fresh.list())
                    .append("format", fresh.format().name())
                    .append(STATE, fresh.state().name())
                    .append("mayShrink", fresh.mayShrink())
                    .append("by", fresh.by())
                    .append(CREATED_AT, Date.from(fresh.createdAt()))
                    .append(UPLOAD_UNTIL, Date.from(fresh.uploadUntil()))
                    .append(IS_UNDER_WAY, true)
                    .append(ROWS, 0L)
                    .append(PERSONS, 0L)
                    .append(NAMES, 0L));
            return true;
        } catch (MongoWriteException taken) {
            if (taken.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw taken;
            }
            return false;
        }
    }

    @Override
    public void expire(Instant now) {
        all.updateMany(
                Filters.and(Filters.eq(STATE, State.AWAITING_FILE.name()), Filters.lte(UPLOAD_UNTIL, Date.from(now))),
                ended(State.FAILED, now, "No file came in time."));
    }

    /** What is stored of it is of no use any more. */
    private static Bson ended(State state, Instant now, @Nullable String problem) {
        return Updates.combine(over(state, now, problem), Updates.set(IS_STORED, true));
    }

    private static Bson over(State state, Instant now, @Nullable String problem) {
        return Updates.combine(
                Updates.set(STATE, state.name()),
                Updates.set(ENDED_AT, Date.from(now)),
                Updates.set(PROBLEM, problem),
                Updates.unset(IS_UNDER_WAY),
                Updates.unset(HOLDER),
                Updates.unset(DUE_AT));
    }

    @Override
    public @Nullable SanctionsImport find(String tenantId, String id) {
        Document found = imports.of(tenantId).findOne(Filters.eq(ID, id));
        return found == null ? null : parse(found);
    }

    @Override
    public Connection<SanctionsImport> ofTenant(String tenantId, PageRequest request) {
        MongoKeyset keyset = new MongoKeyset(all, Filters.eq(TenantCollection.TENANT_ID, tenantId), CREATED_AT, false);
        return pages.page(request, new Document("imports", tenantId).toJson(), keyset, false)
                .map(MongoSanctionsImports::parse);
    }

    @Override
    public List<SanctionsImport> inForce(String tenantId) {
        return imports
                .of(tenantId)
                .find(Filters.eq(STATE, State.IN_FORCE.name()))
                .sort(Sorts.ascending(LIST))
                .into(new ArrayList<>())
                .stream()
                .map(MongoSanctionsImports::parse)
                .toList();
    }

    @Override
    public boolean uploaded(String tenantId, String id, String upload, Instant now) {
        return imports.of(tenantId)
                        .update(
                                Filters.and(Filters.eq(ID, id), Filters.eq(STATE, State.AWAITING_FILE.name())),
                                Updates.combine(
                                        Updates.set(STATE, State.READING.name()),
                                        Updates.set(UPLOAD, upload),
                                        Updates.set(DUE_AT, Date.from(now))))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public @Nullable SanctionsImport take(String holder, Instant now, Duration lease) {
        Document taken = all.findOneAndUpdate(
                Filters.and(Filters.eq(STATE, State.READING.name()), Filters.lte(DUE_AT, Date.from(now))),
                Updates.combine(Updates.set(HOLDER, holder), Updates.set(DUE_AT, Date.from(now.plus(lease)))),
                new FindOneAndUpdateOptions().sort(Sorts.ascending(DUE_AT)).returnDocument(ReturnDocument.AFTER));
        return taken == null ? null : parse(taken);
    }

    private static Bson heldBy(SanctionsImport one, String holder) {
        return Filters.and(
                Filters.eq(ID, one.id()), Filters.eq(STATE, State.READING.name()), Filters.eq(HOLDER, holder));
    }

    @Override
    public boolean progress(UnitOfWork unit, SanctionsImport now, String holder, Instant leaseUntil) {
        return imports.of(now.tenantId())
                        .update(
                                unit,
                                heldBy(now, holder),
                                Updates.combine(
                                        Updates.set(ROWS, now.rows()),
                                        Updates.set(PERSONS, now.persons()),
                                        Updates.set(NAMES, now.names()),
                                        Updates.set(DUE_AT, Date.from(leaseUntil))))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public void enforce(UnitOfWork unit, SanctionsImport read, String holder, Instant now) {
        // The one before first: two in force at once the index does not allow.
        imports.of(read.tenantId())
                .update(
                        unit,
                        Filters.and(Filters.eq(STATE, State.IN_FORCE.name()), Filters.eq(LIST, read.list())),
                        ended(State.REPLACED, now, null));
        imports.of(read.tenantId()).update(unit, heldBy(read, holder), over(State.IN_FORCE, now, null));
    }

    @Override
    public boolean fail(SanctionsImport read, String holder, String problem, Instant now) {
        return imports.of(read.tenantId())
                        .update(heldBy(read, holder), ended(State.FAILED, now, problem))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public List<SanctionsImport> leftBehind(Instant before, int limit) {
        return all
                .find(Filters.and(Filters.eq(IS_STORED, true), Filters.lte(ENDED_AT, Date.from(before))))
                .sort(Sorts.ascending(ENDED_AT))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(MongoSanctionsImports::parse)
                .toList();
    }

    @Override
    public void cleared(SanctionsImport ended) {
        imports.of(ended.tenantId()).update(Filters.eq(ID, ended.id()), Updates.unset(IS_STORED));
    }

    private static SanctionsImport parse(Document document) {
        return new SanctionsImport(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(LIST),
                ListFormat.valueOf(document.getString("format")),
                State.valueOf(document.getString(STATE)),
                document.getBoolean("mayShrink", false),
                document.getString("by"),
                document.getDate(CREATED_AT).toInstant(),
                document.getDate(UPLOAD_UNTIL).toInstant(),
                document.getString(UPLOAD),
                document.getLong(ROWS),
                document.getLong(PERSONS),
                document.getLong(NAMES),
                document.getString(PROBLEM));
    }
}
