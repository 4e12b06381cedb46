package dev.coffer.kyc.screening;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
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
import dev.coffer.kyc.screening.Screening.Cause;
import dev.coffer.kyc.screening.Screening.State;
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
import tools.jackson.databind.json.JsonMapper;

/** {@link Screenings} in the collection {@code screenings}: what was found is sealed, bound to tenant, user and screening. */
final class MongoScreenings implements Screenings, DeclaresIndexes {

    private static final String COLLECTION = "screenings";
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String CAUSE = "cause";
    private static final String STATE = "state";
    private static final String VERSION = "version";
    /** By which a pending one must be done at least; absent for any. */
    private static final String LEAST_VERSION = "leastVersion";

    private static final String AT = "at";
    private static final String SCREENED_AT = "screenedAt";
    private static final String SEALED = "sealed";
    private static final Bson NEWEST_FIRST = Sorts.descending(AT, ID);

    private final TenantCollection screenings;
    private final MongoCollection<Document> all;
    private final Seal seal;
    private final Pages pages;

    MongoScreenings(MongoDatabase database, Seal seal, Pages pages) {
        this.screenings = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
        this.seal = seal;
        this.pages = pages;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                newestFirst("screenings_tenant", TenantCollection.TENANT_ID),
                newestFirst("screenings_state", TenantCollection.TENANT_ID, STATE),
                newestFirst("screenings_user", TenantCollection.TENANT_ID, USER_ID),
                newestFirst("screenings_user_state", TenantCollection.TENANT_ID, USER_ID, STATE),
                IndexDeclaration.on(COLLECTION, "screenings_pending", Indexes.ascending(AT))
                        .onlyWhere(Filters.eq(STATE, State.PENDING.name())),
                IndexDeclaration.on(
                                COLLECTION,
                                "screenings_once_a_version",
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, VERSION))
                        .unique()
                        .onlyWhere(Filters.eq(CAUSE, Cause.LIST_CHANGED.name())));
    }

    private static IndexDeclaration newestFirst(String name, String... fields) {
        return IndexDeclaration.on(
                COLLECTION, name, Indexes.compoundIndex(Indexes.ascending(fields), Indexes.descending(AT, ID)));
    }

    @Override
    public void insert(UnitOfWork unit, Screening screening) {
        Instant screenedAt = screening.screenedAt();
        screenings
                .of(screening.tenantId())
                .insert(
                        unit,
                        new Document(ID, screening.id())
                                .append(USER_ID, screening.userId())
                                .append(CAUSE, screening.cause().name())
                                .append(STATE, screening.state().name())
                                .append(VERSION, screening.version())
                                .append(AT, Date.from(screening.at()))
                                .append(SCREENED_AT, screenedAt == null ? null : Date.from(screenedAt))
                                .append(SEALED, seal(screening)));
    }

    private @Nullable String seal(Screening screening) {
        if (screening.matches().isEmpty()) {
            return null;
        }
        byte[] plain = JsonMapper.shared().writeValueAsBytes(screening.matches().toArray(new Match[0]));
        return seal.seal(plain, boundTo(screening.tenantId(), screening.userId(), screening.id()))
                .toText();
    }

    private static String boundTo(String tenantId, String userId, String id) {
        return tenantId.length() + "/" + tenantId + "/" + userId + "/" + id;
    }

    @Override
    public boolean finish(UnitOfWork unit, Screening done) {
        return screenings
                        .of(done.tenantId())
                        .update(
                                unit,
                                Filters.and(
                                        Filters.eq(ID, done.id()),
                                        Filters.eq(STATE, State.PENDING.name()),
                                        Filters.not(Filters.gt(LEAST_VERSION, done.version()))),
                                Updates.combine(
                                        outcome(done),
                                        Updates.set(VERSION, done.version()),
                                        Updates.set(SCREENED_AT, Date.from(Objects.requireNonNull(done.screenedAt())))))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public void decide(UnitOfWork unit, Screening decided) {
        screenings.of(decided.tenantId()).update(unit, Filters.eq(ID, decided.id()), outcome(decided));
    }

    private Bson outcome(Screening screening) {
        return Updates.combine(Updates.set(STATE, screening.state().name()), Updates.set(SEALED, seal(screening)));
    }

    @Override
    public @Nullable Screening find(UnitOfWork unit, String tenantId, String id) {
        Document found = screenings.of(tenantId).findOne(unit, Filters.eq(ID, id));
        return found == null ? null : parse(found);
    }

    @Override
    public @Nullable Screening newest(String tenantId, String userId) {
        Document found = screenings
                .of(tenantId)
                .find(Filters.eq(USER_ID, userId))
                .sort(NEWEST_FIRST)
                .first();
        return found == null ? null : parse(found);
    }

    @Override
    public @Nullable Screening newest(UnitOfWork unit, String tenantId, String userId) {
        Document found = screenings
                .of(tenantId)
                .find(unit, Filters.eq(USER_ID, userId))
                .sort(NEWEST_FIRST)
                .first();
        return found == null ? null : parse(found);
    }

    @Override
    public Connection<Screening> list(String tenantId, Filter filter, PageRequest request) {
        List<Bson> conditions = new ArrayList<>(List.of(Filters.eq(TenantCollection.TENANT_ID, tenantId)));
        Document scope = new Document("screenings", tenantId);
        if (filter.userId() != null) {
            conditions.add(Filters.eq(USER_ID, filter.userId()));
            scope.append(USER_ID, filter.userId());
        }
        if (filter.state() != null) {
            conditions.add(Filters.eq(STATE, filter.state().name()));
            scope.append(STATE, filter.state().name());
        }
        MongoKeyset keyset = new MongoKeyset(all, Filters.and(conditions), AT, false);
        return pages.page(request, scope.toJson(), keyset, false).map(this::parse);
    }

    @Override
    public List<Screening> pending(int limit) {
        return all
                .find(Filters.eq(STATE, State.PENDING.name()))
                .sort(Sorts.ascending(AT))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(this::parse)
                .toList();
    }

    @Override
    public Set<String> looked(UnitOfWork unit, String tenantId, Collection<String> userIds, long version) {
        return screenings
                .of(tenantId)
                .find(
                        unit,
                        Filters.and(
                                Filters.in(USER_ID, userIds),
                                Filters.or(Filters.gte(VERSION, version), Filters.eq(STATE, State.PENDING.name()))))
                .projection(Projections.include(USER_ID))
                .map(document -> document.getString(USER_ID))
                .into(new HashSet<>());
    }

    @Override
    public void outdate(UnitOfWork unit, String tenantId, Collection<String> userIds, long version) {
        screenings
                .of(tenantId)
                .updateAll(
                        unit,
                        Filters.and(Filters.in(USER_ID, userIds), Filters.eq(STATE, State.PENDING.name())),
                        Updates.set(LEAST_VERSION, version));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        screenings.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }

    private Screening parse(Document document) {
        String id = document.getString(ID);
        String tenantId = document.getString(TenantCollection.TENANT_ID);
        String userId = document.getString(USER_ID);
        String sealed = document.getString(SEALED);
        Date screenedAt = document.getDate(SCREENED_AT);
        return new Screening(
                id,
                tenantId,
                userId,
                Cause.valueOf(document.getString(CAUSE)),
                State.valueOf(document.getString(STATE)),
                document.getLong(VERSION),
                document.getDate(AT).toInstant(),
                screenedAt == null ? null : screenedAt.toInstant(),
                sealed == null ? List.of() : open(sealed, boundTo(tenantId, userId, id)));
    }

    private List<Match> open(String sealed, String boundTo) {
        return List.of(JsonMapper.shared().readValue(seal.open(SealedSecret.parse(sealed), boundTo), Match[].class));
    }
}
