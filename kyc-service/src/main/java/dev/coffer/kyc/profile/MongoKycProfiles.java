package dev.coffer.kyc.profile;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
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
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link KycProfiles} and {@link Reviews} in the collection {@code profiles}, one document for each user. */
final class MongoKycProfiles implements KycProfiles, Reviews, DeclaresIndexes {

    private static final String COLLECTION = "profiles";
    private static final String USER_ID = MongoProfileDocument.USER_ID;
    private static final String IS_IN_REVIEW = MongoProfileDocument.IS_IN_REVIEW;
    private static final String DUE_AT = MongoProfileDocument.DUE_AT;
    private static final String STATE = MongoProfileDocument.STATE;
    private static final String REQUESTED = MongoProfileDocument.REQUESTED;
    private static final String REVIEWER = MongoProfileDocument.REVIEWER;
    private static final String VALID_UNTIL = MongoProfileDocument.VALID_UNTIL;
    private static final Bson IN_REVIEW = Filters.eq(IS_IN_REVIEW, true);
    /** The states that a profile can expire from; from others it comes back to one of these. */
    private static final List<String> EXPIRING =
            List.of(KycState.PENDING.name(), KycState.APPROVED.name(), KycState.REJECTED.name());

    private final TenantCollection profiles;
    private final MongoCollection<Document> all;
    private final Pages pages;

    MongoKycProfiles(MongoDatabase database, Pages pages) {
        this.profiles = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
        this.pages = pages;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                        .unique(),
                queue("queue"),
                queue("queue_state", STATE),
                queue("queue_tier", REQUESTED),
                queue("queue_state_tier", STATE, REQUESTED),
                queue("queue_reviewer", REVIEWER),
                queue("queue_reviewer_state", REVIEWER, STATE),
                queue("queue_reviewer_tier", REVIEWER, REQUESTED),
                queue("queue_reviewer_state_tier", REVIEWER, STATE, REQUESTED),
                IndexDeclaration.on(COLLECTION, "queue_due", Indexes.ascending(DUE_AT))
                        .onlyWhere(IN_REVIEW),
                IndexDeclaration.on(COLLECTION, "expiring", Indexes.ascending(VALID_UNTIL))
                        .onlyWhere(Filters.exists(VALID_UNTIL)));
    }

    private static IndexDeclaration queue(String name, String... filtered) {
        List<String> keys = new ArrayList<>(List.of(TenantCollection.TENANT_ID));
        keys.addAll(List.of(filtered));
        keys.addAll(List.of(DUE_AT, "_id"));
        return IndexDeclaration.on(COLLECTION, name, Indexes.ascending(keys)).onlyWhere(IN_REVIEW);
    }

    @Override
    public @Nullable KycProfile find(String tenantId, String userId) {
        return MongoProfileDocument.parse(profiles.of(tenantId).findOne(Filters.eq(USER_ID, userId)));
    }

    @Override
    public @Nullable KycProfile find(UnitOfWork unit, String tenantId, String userId) {
        return MongoProfileDocument.parse(profiles.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId)));
    }

    @Override
    public List<KycProfile> ofUsers(String tenantId, Collection<String> userIds) {
        List<KycProfile> found = new ArrayList<>();
        for (Document document :
                profiles.of(tenantId).find(Filters.in(USER_ID, userIds)).limit(MAX_BATCH)) {
            found.add(Objects.requireNonNull(MongoProfileDocument.parse(document)));
        }
        return found;
    }

    @Override
    public void open(UnitOfWork unit, KycProfile profile) {
        List<Bson> fields = new ArrayList<>();
        MongoProfileDocument.fields(profile).forEach((name, value) -> fields.add(Updates.setOnInsert(name, value)));
        fields.add(Updates.setOnInsert(MongoProfileDocument.OPENED_AT, updatedAt(profile)));
        profiles.of(profile.tenantId()).upsert(unit, Filters.eq(USER_ID, profile.userId()), Updates.combine(fields));
    }

    @Override
    public void save(UnitOfWork unit, KycProfile profile) {
        Document fields = MongoProfileDocument.fields(profile);
        Document change = new Document("$set", fields)
                .append("$setOnInsert", new Document(MongoProfileDocument.OPENED_AT, updatedAt(profile)));
        Document absent = new Document();
        MongoProfileDocument.OPTIONAL.stream()
                .filter(name -> !fields.containsKey(name))
                .forEach(name -> absent.append(name, ""));
        if (!absent.isEmpty()) {
            change.append("$unset", absent);
        }
        profiles.of(profile.tenantId()).upsert(unit, Filters.eq(USER_ID, profile.userId()), change);
    }

    private static Date updatedAt(KycProfile profile) {
        return Date.from(profile.standing().updatedAt());
    }

    @Override
    public @Nullable Instant openedAt(UnitOfWork unit, String tenantId, String userId) {
        Document found = profiles.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId));
        Date opened = found == null ? null : found.getDate(MongoProfileDocument.OPENED_AT);
        return opened == null ? null : opened.toInstant();
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        profiles.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }

    @Override
    public Connection<KycProfile> queue(String tenantId, Filter filter, PageRequest request) {
        List<Bson> conditions = new ArrayList<>(List.of(Filters.eq(TenantCollection.TENANT_ID, tenantId), IN_REVIEW));
        StringBuilder index = new StringBuilder("queue");
        if (filter.reviewerId() != null) {
            conditions.add(Filters.eq(REVIEWER, filter.reviewerId()));
            index.append("_reviewer");
        }
        if (filter.state() != null) {
            conditions.add(Filters.eq(STATE, filter.state().name()));
            index.append("_state");
        }
        if (filter.tier() != null) {
            conditions.add(Filters.eq(REQUESTED, filter.tier().name()));
            index.append("_tier");
        }
        MongoKeyset keyset = new MongoKeyset(all, Filters.and(conditions), DUE_AT, true, index.toString());
        return pages.page(request, tenantId + "/" + filter, keyset, false)
                .map(document -> Objects.requireNonNull(MongoProfileDocument.parse(document)));
    }

    @Override
    public Set<String> underWay(String tenantId, Collection<String> userIds) {
        return profiles.of(tenantId)
                .find(Filters.and(Filters.in(USER_ID, userIds), IN_REVIEW))
                .projection(Projections.include(USER_ID))
                .map(profile -> profile.getString(USER_ID))
                .into(new HashSet<>());
    }

    @Override
    public int overdue(Instant now) {
        return (int) all.countDocuments(
                Filters.and(IN_REVIEW, Filters.lt(DUE_AT, Date.from(now))),
                new CountOptions().hintString("queue_due").limit(MOST_COUNTED));
    }

    @Override
    public List<ProfileKey> expired(Instant now, int limit) {
        List<ProfileKey> found = new ArrayList<>();
        Bson due = Filters.and(Filters.lte(VALID_UNTIL, Date.from(now)), Filters.in(STATE, EXPIRING));
        for (Document document : all.find(due).hintString("expiring").limit(limit)) {
            found.add(new ProfileKey(document.getString(TenantCollection.TENANT_ID), document.getString(USER_ID)));
        }
        return found;
    }
}
