package dev.coffer.auth.audit;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.coffer.auth.audit.SealedEntry.Link;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Collections {@code audit_log}, one document for each entry, and {@code audit_heads}, the end of each tenant's chain under the
 * tenant's name. An entry is written once, and once more when it is chained.
 */
final class MongoAuditLog implements AuditLog, DeclaresIndexes {

    static final String COLLECTION = "audit_log";
    static final String HEADS = "audit_heads";
    /** The index of entries of one kind, the newest first. */
    static final String BY_KIND = "audit_log_of_kind";

    private static final String ID = "_id";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    private static final String AT = MongoAuditDocument.AT;
    private static final String KIND = MongoAuditDocument.KIND;
    private static final String ACTOR_ID = MongoAuditDocument.ACTOR_ID;
    private static final String SUBJECT_ID = MongoAuditDocument.SUBJECT_ID;
    private static final String SEQ = MongoAuditDocument.SEQ;
    private static final String HASH = MongoAuditDocument.HASH;
    /** There until the entry is chained. */
    private static final String IS_UNSEALED = "isUnsealed";

    private static final Bson UNSEALED = Filters.eq(IS_UNSEALED, true);

    private final TenantCollection entries;
    private final TenantCollection heads;
    private final MongoCollection<Document> everybodys;
    private final Pages pages;

    MongoAuditLog(MongoDatabase database, Pages pages) {
        this.entries = new TenantCollection(database, COLLECTION);
        this.heads = new TenantCollection(database, HEADS);
        this.everybodys = database.getCollection(COLLECTION);
        this.pages = pages;
    }

    @Override
    public void insert(UnitOfWork unit, AuditEntry entry) {
        entries.of(entry.tenantId())
                .insert(unit, MongoAuditDocument.write(entry).append(IS_UNSEALED, true));
    }

    @Override
    public void eraseAsides(UnitOfWork unit, String tenantId, String subjectId) {
        Bson aboutThem = Filters.and(Filters.eq(TENANT_ID, tenantId), Filters.eq(SUBJECT_ID, subjectId));
        unit.collection(COLLECTION).updateMany(unit.session(), aboutThem, Updates.set(MongoAuditDocument.ASIDE, null));
    }

    @Override
    public @Nullable String tenantToSeal(@Nullable String after) {
        Bson further = after == null ? UNSEALED : Filters.and(UNSEALED, Filters.gt(TENANT_ID, after));
        Document first =
                everybodys.find(further).sort(Sorts.ascending(TENANT_ID, ID)).first();
        return first == null ? null : first.getString(TENANT_ID);
    }

    @Override
    public List<AuditEntry> unsealed(UnitOfWork unit, String tenantId, int most) {
        return entries.of(tenantId)
                .find(unit, UNSEALED)
                .sort(Sorts.ascending(ID))
                .limit(most)
                .map(MongoAuditDocument::read)
                .into(new ArrayList<>());
    }

    @Override
    public Link head(UnitOfWork unit, String tenantId) {
        Document head = heads.of(tenantId).findOne(unit, Filters.eq(ID, tenantId));
        return head == null
                ? Link.NONE
                : new Link(Objects.requireNonNull(head.getLong(SEQ), SEQ), head.getString(HASH));
    }

    @Override
    public void seal(UnitOfWork unit, Link before, List<AuditEntry> sealed, List<Link> links) {
        String tenantId = sealed.getFirst().tenantId();
        advance(unit, tenantId, before, links.getLast());
        List<WriteModel<Document>> writes = new ArrayList<>(sealed.size());
        for (int i = 0; i < sealed.size(); i++) {
            Link link = links.get(i);
            writes.add(new UpdateOneModel<>(
                    Filters.and(
                            Filters.eq(TENANT_ID, tenantId),
                            Filters.eq(ID, sealed.get(i).id()),
                            UNSEALED),
                    Updates.combine(
                            Updates.set(SEQ, link.seq()), Updates.set(HASH, link.hash()), Updates.unset(IS_UNSEALED))));
        }
        int written = unit.collection(COLLECTION)
                .bulkWrite(unit.session(), writes, new BulkWriteOptions().ordered(false))
                .getModifiedCount();
        if (written != sealed.size()) {
            throw new SealedElsewhere();
        }
    }

    private void advance(UnitOfWork unit, String tenantId, Link before, Link next) {
        Bson end = Updates.combine(Updates.set(SEQ, next.seq()), Updates.set(HASH, next.hash()));
        if (before.equals(Link.NONE)) {
            insertHead(unit, tenantId, next);
        } else if (heads.of(tenantId)
                        .update(unit, Filters.and(Filters.eq(ID, tenantId), Filters.eq(SEQ, before.seq())), end)
                        .getMatchedCount()
                != 1) {
            throw new SealedElsewhere();
        }
    }

    private void insertHead(UnitOfWork unit, String tenantId, Link first) {
        try {
            heads.of(tenantId)
                    .insert(
                            unit,
                            new Document(ID, tenantId).append(SEQ, first.seq()).append(HASH, first.hash()));
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new SealedElsewhere();
            }
            throw failed;
        }
    }

    @Override
    public List<SealedEntry> chained(String tenantId, long fromSeq, int most) {
        return entries.of(tenantId)
                .find(Filters.gte(SEQ, fromSeq))
                .sort(Sorts.ascending(SEQ))
                .limit(most)
                .map(MongoAuditDocument::readSealed)
                .into(new ArrayList<>());
    }

    @Override
    public Connection<SealedEntry> page(String tenantId, AuditFilter filter, PageRequest page, boolean isCounted) {
        MongoMergedKeysets keysets = keysets(tenantId, filter, false);
        return pages.page(
                        page, scope(tenantId, filter), keysets, keysets::positionOf, isCounted ? keysets.count() : null)
                .map(MongoAuditDocument::readSealed);
    }

    @Override
    public Connection<SealedEntry> part(String tenantId, AuditFilter filter, int most, @Nullable String after) {
        MongoMergedKeysets keysets = keysets(tenantId, filter, true);
        return pages.page(
                        new PageRequest(most, true, after),
                        "export|" + scope(tenantId, filter),
                        keysets,
                        keysets::positionOf,
                        null)
                .map(MongoAuditDocument::readSealed);
    }

    private MongoMergedKeysets keysets(String tenantId, AuditFilter filter, boolean isAscending) {
        // Beside an actor or a subject the kind says least.
        String index = filter.actorId() == null && filter.subjectId() == null ? BY_KIND : null;
        return MongoMergedKeysets.of(everybodys, matching(tenantId, filter), filter.kinds(), isAscending, index);
    }

    private static String scope(String tenantId, AuditFilter filter) {
        return String.join("|", "audit", tenantId, filter.toString());
    }

    /** But for the kinds. */
    private static Bson matching(String tenantId, AuditFilter filter) {
        List<Bson> conditions = new ArrayList<>(List.of(Filters.eq(TENANT_ID, tenantId)));
        if (filter.actorId() != null) {
            conditions.add(Filters.eq(ACTOR_ID, filter.actorId()));
        }
        if (filter.subjectId() != null) {
            conditions.add(Filters.eq(SUBJECT_ID, filter.subjectId()));
        }
        if (filter.from() != null) {
            conditions.add(Filters.gte(AT, Date.from(filter.from())));
        }
        Instant to = filter.to();
        if (to != null) {
            conditions.add(Filters.lt(AT, Date.from(to)));
        }
        return Filters.and(conditions);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // One for each field of the filter; where several are given, one is looked up and the others are looked
                // at.
                newest("audit_log_newest", TENANT_ID),
                newest("audit_log_of_actor", TENANT_ID, ACTOR_ID),
                newest("audit_log_of_subject", TENANT_ID, SUBJECT_ID),
                newest(BY_KIND, TENANT_ID, KIND),
                // A second entry in one place cannot even be stored.
                IndexDeclaration.on(COLLECTION, "audit_log_chain", Indexes.ascending(TENANT_ID, SEQ))
                        .unique()
                        .onlyWhere(Filters.exists(SEQ)),
                IndexDeclaration.on(COLLECTION, "audit_log_unsealed", Indexes.ascending(TENANT_ID, ID))
                        .onlyWhere(UNSEALED));
    }

    private static IndexDeclaration newest(String name, String... equal) {
        List<String> fields = new ArrayList<>(List.of(equal));
        fields.add(AT);
        fields.add(ID);
        return IndexDeclaration.on(COLLECTION, name, Indexes.descending(fields));
    }
}
