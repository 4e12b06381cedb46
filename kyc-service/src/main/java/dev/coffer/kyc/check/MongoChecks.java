package dev.coffer.kyc.check;

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
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Checks} in the collection {@code checks}: the provider's own answer sealed. */
final class MongoChecks implements Checks, DeclaresIndexes {

    private static final String COLLECTION = "checks";
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String KIND = "kind";
    private static final String REFERENCE = "reference";
    private static final String STATE = "state";
    private static final String SINCE = "since";
    private static final String DOCUMENTS = "documents";
    private static final String PROVIDER = "provider";
    private static final String CREATED_AT = "createdAt";
    private static final String DECIDED_AT = "decidedAt";
    private static final String ATTEMPTS = "attempts";
    private static final String REASONS = "reasons";
    private static final String ANSWER = "answer";
    /** There as long as it is pending. */
    private static final String DUE_AT = "dueAt";

    private final TenantCollection checks;
    private final MongoCollection<Document> all;
    private final Pages pages;
    private final Seal seal;

    MongoChecks(MongoDatabase database, Pages pages, Seal seal) {
        this.checks = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
        this.pages = pages;
        this.seal = seal;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        COLLECTION,
                        "checks_user",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID),
                                Indexes.descending(CREATED_AT, ID))),
                // Serves findByReference: a provider knows of no tenants.
                IndexDeclaration.on(COLLECTION, "checks_reference", Indexes.ascending(REFERENCE)),
                IndexDeclaration.on(COLLECTION, "checks_due", Indexes.ascending(DUE_AT))
                        .onlyWhere(Filters.exists(DUE_AT)));
    }

    @Override
    public @Nullable Check find(UnitOfWork unit, String tenantId, String checkId) {
        Document found = checks.of(tenantId).findOne(unit, Filters.eq(ID, checkId));
        return found == null ? null : parse(found);
    }

    @Override
    public @Nullable Check findByReference(String reference) {
        Document found = all.find(Filters.eq(REFERENCE, reference)).first();
        return found == null ? null : parse(found);
    }

    @Override
    public Connection<Check> ofUser(String tenantId, String userId, PageRequest request) {
        MongoKeyset keyset = new MongoKeyset(
                all,
                Filters.and(Filters.eq(TenantCollection.TENANT_ID, tenantId), Filters.eq(USER_ID, userId)),
                CREATED_AT,
                false,
                "checks_user");
        String scope = new Document("tenant", tenantId).append("user", userId).toJson();
        return pages.page(request, scope, keyset, false).map(this::parse);
    }

    @Override
    public List<Check> newest(UnitOfWork unit, String tenantId, String userId, int limit) {
        List<Check> found = new ArrayList<>();
        checks.of(tenantId)
                .find(unit, Filters.eq(USER_ID, userId))
                .sort(Sorts.descending(CREATED_AT, ID))
                .limit(limit)
                .forEach(one -> found.add(parse(one)));
        return found;
    }

    @Override
    public void save(UnitOfWork unit, Check check, Instant dueAt) {
        Check.Subject subject = check.subject();
        List<Bson> change = new ArrayList<>(List.of(
                Updates.set(USER_ID, subject.userId()),
                Updates.set(REFERENCE, subject.reference()),
                Updates.set(KIND, subject.kind().name()),
                Updates.set(STATE, check.state().name()),
                Updates.set(SINCE, Date.from(subject.since())),
                Updates.set(DOCUMENTS, subject.documentIds()),
                Updates.set(PROVIDER, subject.provider()),
                Updates.set(CREATED_AT, Date.from(subject.createdAt()))));
        switch (check) {
            case Check.Pending pending -> {
                change.add(Updates.set(ATTEMPTS, pending.attempts()));
                change.add(Updates.set(DUE_AT, Date.from(dueAt)));
            }
            case Check.Decided decided -> {
                change.add(Updates.unset(DUE_AT));
                change.add(Updates.set(DECIDED_AT, Date.from(decided.at())));
                change.add(Updates.set(
                        REASONS,
                        decided.reasons().stream().map(CheckReason::name).toList()));
                change.add(Updates.set(ANSWER, sealed(decided)));
            }
        }
        checks.of(subject.tenantId()).upsert(unit, Filters.eq(ID, subject.id()), Updates.combine(change));
    }

    private @Nullable String sealed(Check.Decided decided) {
        String answer = decided.answer();
        return answer == null
                ? null
                : seal.seal(
                                answer.getBytes(StandardCharsets.UTF_8),
                                decided.subject().id())
                        .toText();
    }

    @Override
    public void rest(UnitOfWork unit, Check.Pending check, Instant takenUntil, Instant dueAt) {
        checks.of(check.subject().tenantId())
                .update(
                        unit,
                        Filters.and(Filters.eq(ID, check.subject().id()), Filters.eq(DUE_AT, Date.from(takenUntil))),
                        Updates.combine(Updates.set(DUE_AT, Date.from(dueAt)), Updates.set(ATTEMPTS, 0)));
    }

    @Override
    public void hurry(Check.Subject subject, Instant now) {
        checks.of(subject.tenantId())
                .update(
                        Filters.and(Filters.eq(ID, subject.id()), Filters.exists(DUE_AT)),
                        Updates.set(DUE_AT, Date.from(now)));
    }

    @Override
    public void deleteAll(UnitOfWork unit, String tenantId, String userId) {
        checks.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }

    @Override
    public List<Check.Pending> takeUp(Instant now, Instant until, int limit) {
        List<Check.Pending> taken = new ArrayList<>();
        Bson due = Filters.lte(DUE_AT, Date.from(now));
        FindOneAndUpdateOptions options =
                new FindOneAndUpdateOptions().hintString("checks_due").returnDocument(ReturnDocument.AFTER);
        Bson take = Updates.combine(Updates.set(DUE_AT, Date.from(until)), Updates.inc(ATTEMPTS, 1));
        Document found = all.findOneAndUpdate(due, take, options);
        while (found != null) {
            if (parse(found) instanceof Check.Pending pending) {
                taken.add(pending);
            }
            found = taken.size() < limit ? all.findOneAndUpdate(due, take, options) : null;
        }
        return taken;
    }

    private Check parse(Document found) {
        Check.Subject subject = new Check.Subject(
                found.getString(ID),
                found.getString(TenantCollection.TENANT_ID),
                found.getString(USER_ID),
                CheckKind.valueOf(found.getString(KIND)),
                instant(found, SINCE),
                found.getList(DOCUMENTS, String.class),
                found.getString(PROVIDER),
                instant(found, CREATED_AT));
        CheckState state = CheckState.valueOf(found.getString(STATE));
        if (state == CheckState.PENDING) {
            return new Check.Pending(subject, found.getInteger(ATTEMPTS, 0));
        }
        String answer = found.getString(ANSWER);
        return new Check.Decided(
                subject,
                state,
                found.getList(REASONS, String.class).stream()
                        .map(CheckReason::valueOf)
                        .toList(),
                answer == null
                        ? null
                        : new String(seal.open(SealedSecret.parse(answer), subject.id()), StandardCharsets.UTF_8),
                instant(found, DECIDED_AT));
    }

    private static Instant instant(Document found, String name) {
        return Objects.requireNonNull(found.getDate(name), name).toInstant();
    }
}
