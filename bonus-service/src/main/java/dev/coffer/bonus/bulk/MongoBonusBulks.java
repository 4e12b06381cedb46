package dev.coffer.bonus.bulk;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.bonus.offer.GiveByOperator.Answer;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
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
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link BonusBulks} in the collections {@code bonus_bulks} and {@code bonus_bulk_users}, one document for each user. */
final class MongoBonusBulks implements BonusBulks, DeclaresIndexes {

    private static final String BULKS = "bonus_bulks";
    private static final String USERS = "bonus_bulk_users";
    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final String ID = "_id";
    private static final String STARTED_BY = "startedBy";
    private static final String KEY = "key";
    private static final String GIVEN = "given";
    private static final String REFUSED = "refused";
    private static final String STARTED_AT = "startedAt";
    private static final String ENDED_AT = "endedAt";
    /** Until when somebody has it; there as long as it is not done. */
    private static final String LEASE = "leaseUntil";

    private static final String HOLDER = "leaseHolder";
    private static final String BULK = "bulkId";
    private static final String PLACE = "place";
    private static final String STATE = "state";
    private static final String WAITS = "WAITS";
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> allBulks;
    private final MongoCollection<Document> allUsers;
    private final TenantCollection bulks;
    private final TenantCollection users;
    private final Pages pages;
    private final Currencies currencies;

    MongoBonusBulks(MongoDatabase database, Pages pages, Currencies currencies) {
        this.allBulks = database.getCollection(BULKS);
        this.allUsers = database.getCollection(USERS);
        this.bulks = new TenantCollection(database, BULKS);
        this.users = new TenantCollection(database, USERS);
        this.pages = pages;
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(BULKS, "tenant_operator_key", Indexes.ascending(TENANT, STARTED_BY, KEY))
                        .unique(),
                // Serves lease.
                IndexDeclaration.on(BULKS, "not_done", Indexes.ascending(STARTED_AT))
                        .onlyWhere(Filters.exists(LEASE)),
                // Serves waiting and refusals.
                IndexDeclaration.on(USERS, "bulk_state_place", Indexes.ascending(TENANT, BULK, STATE, PLACE, ID)));
    }

    @Override
    public @Nullable BonusBulk find(String tenantId, String id) {
        return parse(bulks.of(tenantId).findOne(Filters.eq(ID, id)));
    }

    @Override
    public @Nullable BonusBulk begun(UnitOfWork unit, String tenantId, String operatorId, String key) {
        return parse(bulks.of(tenantId)
                .findOne(unit, Filters.and(Filters.eq(STARTED_BY, operatorId), Filters.eq(KEY, key))));
    }

    @Override
    public void insert(UnitOfWork unit, BonusBulk bulk, String key, List<String> userIds) {
        Document document = new Document(ID, bulk.id())
                .append("code", bulk.templateCode())
                .append(STARTED_BY, bulk.startedBy())
                .append(KEY, key)
                .append("total", bulk.total())
                .append(GIVEN, bulk.given())
                .append(REFUSED, bulk.refused())
                .append(STARTED_AT, Date.from(bulk.startedAt()))
                .append(LEASE, Date.from(Instant.EPOCH));
        Money base = bulk.base();
        if (base != null) {
            document.append(
                    "base",
                    new Document("minor", base.minor())
                            .append("currency", base.currency().code()));
        }
        bulks.of(bulk.tenantId()).insert(unit, document);
        List<Document> waiting = new ArrayList<>(userIds.size());
        for (int place = 0; place < userIds.size(); place++) {
            waiting.add(new Document(ID, id(bulk, place))
                    .append(BULK, bulk.id())
                    .append(PLACE, place)
                    .append("userId", userIds.get(place))
                    .append(STATE, WAITS));
        }
        users.of(bulk.tenantId()).insertAll(unit, waiting);
    }

    private static String id(BonusBulk bulk, int place) {
        return bulk.id() + '/' + place;
    }

    @Override
    public @Nullable BonusBulk lease(String holder, Instant now, Instant until) {
        FindOneAndUpdateOptions oldest = new FindOneAndUpdateOptions()
                .returnDocument(ReturnDocument.AFTER)
                .sort(Sorts.ascending(STARTED_AT));
        return parse(allBulks.findOneAndUpdate(
                Filters.and(Filters.exists(LEASE), Filters.lte(LEASE, Date.from(now))),
                Updates.combine(Updates.set(LEASE, Date.from(until)), Updates.set(HOLDER, holder)),
                oldest));
    }

    @Override
    public boolean renew(BonusBulk bulk, String holder, Instant until) {
        return held(bulk, holder, until);
    }

    @Override
    public void giveBack(BonusBulk bulk, String holder) {
        held(bulk, holder, Instant.EPOCH);
    }

    private boolean held(BonusBulk bulk, String holder, Instant until) {
        return bulks.of(bulk.tenantId())
                        .update(
                                Filters.and(
                                        Filters.eq(ID, bulk.id()), Filters.eq(HOLDER, holder), Filters.exists(LEASE)),
                                Updates.set(LEASE, Date.from(until)))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public List<Waiting> waiting(BonusBulk bulk, int limit) {
        return users.of(bulk.tenantId())
                .find(Filters.and(Filters.eq(BULK, bulk.id()), Filters.eq(STATE, WAITS)))
                .sort(Sorts.ascending(PLACE))
                .limit(limit)
                .map(user -> new Waiting(user.getInteger(PLACE), user.getString("userId")))
                .into(new ArrayList<>());
    }

    @Override
    public boolean take(UnitOfWork unit, BonusBulk bulk, Waiting user) {
        return users.of(bulk.tenantId())
                        .update(
                                unit,
                                Filters.and(Filters.eq(ID, id(bulk, user.place())), Filters.eq(STATE, WAITS)),
                                Updates.set(STATE, "TAKEN"))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public BonusBulk answer(UnitOfWork unit, BonusBulk bulk, Waiting user, Answer answer, Instant now) {
        Bson noted = switch (answer) {
            case Answer.Given given ->
                Updates.combine(Updates.set(STATE, "GIVEN"), Updates.set("awardId", given.awardId()));
            case Answer.Refused refused ->
                Updates.combine(
                        Updates.set(STATE, "REFUSED"),
                        Updates.set("code", refused.code()),
                        Updates.set("message", refused.message()));
        };
        users.of(bulk.tenantId()).update(unit, Filters.eq(ID, id(bulk, user.place())), noted);
        String counted = answer instanceof Answer.Given ? GIVEN : REFUSED;
        BonusBulk after = Objects.requireNonNull(parse(bulks.of(bulk.tenantId())
                .findAndUpdate(unit, Filters.eq(ID, bulk.id()), Updates.inc(counted, 1), AFTER)));
        if (after.answered() < after.total()) {
            return after;
        }
        Bson done = Updates.combine(Updates.set(ENDED_AT, Date.from(now)), Updates.unset(LEASE), Updates.unset(HOLDER));
        return Objects.requireNonNull(
                parse(bulks.of(bulk.tenantId()).findAndUpdate(unit, Filters.eq(ID, bulk.id()), done, AFTER)));
    }

    @Override
    public Connection<BulkRefusal> refusals(String tenantId, String id, PageRequest request, boolean isCounted) {
        Bson refused = Filters.and(Filters.eq(TENANT, tenantId), Filters.eq(BULK, id), Filters.eq(STATE, "REFUSED"));
        MongoKeyset keyset = new MongoKeyset(allUsers, refused, PLACE, true);
        return pages.page(request, "bonusBulkRefusals|" + tenantId + "|" + id, keyset, isCounted)
                .map(user ->
                        new BulkRefusal(user.getString("userId"), user.getString("code"), user.getString("message")));
    }

    private @Nullable BonusBulk parse(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        Document base = document.get("base", Document.class);
        Date endedAt = document.getDate(ENDED_AT);
        return new BonusBulk(
                document.getString(ID),
                document.getString(TENANT),
                document.getString("code"),
                base == null ? null : new Money(base.getLong("minor"), currencies.get(base.getString("currency"))),
                document.getString(STARTED_BY),
                document.getInteger("total"),
                document.getInteger(GIVEN),
                document.getInteger(REFUSED),
                document.getDate(STARTED_AT).toInstant(),
                endedAt == null ? null : endedAt.toInstant());
    }
}
