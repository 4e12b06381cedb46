package dev.coffer.core.saga;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code sagas}. Leases and deadlines go by the server's clock, so that replicas need not agree on theirs. */
final class MongoSagas implements DeclaresIndexes {

    static final String COLLECTION = "sagas";

    /** How long a saga is kept after its end. */
    static final Duration KEPT_FOR = Duration.ofDays(90);

    private static final int LONGEST_HISTORY = 100;
    private static final Date LONG_DUE = new Date(1);
    private static final Document NOW_OR_BEFORE = new Document("$lte", List.of("$dueAt", "$$NOW"));

    private final MongoCollection<Document> sagas;

    MongoSagas(MongoDatabase database) {
        this.sagas = database.getCollection(COLLECTION);
    }

    /** A saga that one worker has taken up, until somebody else does. */
    record Claim(String id, String name, long number) {}

    /** How many sagas of a name are in a state. */
    record Count(String name, SagaState state, int sagas) {}

    /** @return false where the tenant has a saga of this name for the key already; the transaction is over then */
    boolean insert(UnitOfWork unit, SagaInstance saga, Duration stepTime) {
        Document document = SagaDocument.of(saga).append("dueAt", LONG_DUE).append("stepMillis", stepTime.toMillis());
        try {
            sagas.insertOne(unit.session(), document);
            return true;
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failed;
        }
    }

    /** Takes up sagas of these declarations that are due, those first that have been so for longest. */
    List<Claim> claim(Map<String, Saga<?>> declared, String owner, Duration lease, int limit) {
        List<Bson> ours = new ArrayList<>();
        for (Saga<?> saga : declared.values()) {
            ours.add(Filters.and(Filters.eq("name", saga.name()), Filters.lte("definition", saga.version())));
        }
        Bson due = Filters.and(Filters.gt("dueAt", new Date(0)), Filters.expr(NOW_OR_BEFORE), Filters.or(ours));
        List<Claim> claims = new ArrayList<>();
        for (Document candidate : sagas.find(due)
                .projection(Projections.include("name"))
                .sort(Sorts.ascending("dueAt"))
                .limit(limit)) {
            Saga<?> saga = Objects.requireNonNull(declared.get(candidate.getString("name")));
            Document taken = sagas.findOneAndUpdate(
                    Filters.and(Filters.eq("_id", candidate.getString("_id")), due),
                    List.of(taking(saga, owner, lease)),
                    new FindOneAndUpdateOptions()
                            .projection(Projections.include("claim"))
                            .returnDocument(ReturnDocument.AFTER));
            if (taken != null) {
                claims.add(new Claim(taken.getString("_id"), saga.name(), taken.getLong("claim")));
            }
        }
        return claims;
    }

    private static Document taking(Saga<?> saga, String owner, Duration lease) {
        Document stepEnds =
                new Document("$ifNull", List.of("$stepEnds", new Document("$add", List.of("$$NOW", "$stepMillis"))));
        return new Document(
                "$set",
                new Document("owner", literal(owner))
                        .append("definition", saga.version())
                        .append("claim", plusOne("claim"))
                        .append("version", plusOne("version"))
                        .append("stepEnds", stepEnds)
                        .append("isLate", new Document("$lte", List.of(stepEnds, "$$NOW")))
                        .append("dueAt", fromNow(lease)));
    }

    /** The saga as its worker sees it, null where somebody else has taken it up. */
    @Nullable
    SagaInstance claimed(@Nullable UnitOfWork unit, Claim claim) {
        return first(unit, Filters.and(Filters.eq("_id", claim.id()), Filters.eq("claim", claim.number())));
    }

    @Nullable
    SagaInstance find(@Nullable UnitOfWork unit, String tenantId, String name, String key) {
        return first(
                unit, Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("name", name), Filters.eq("key", key)));
    }

    /** @param tenantId null for those of all tenants */
    @Nullable
    SagaInstance find(@Nullable UnitOfWork unit, @Nullable String tenantId, String id) {
        Bson byId = Filters.eq("_id", id);
        return first(unit, tenantId == null ? byId : Filters.and(byId, Filters.eq("tenantId", tenantId)));
    }

    private @Nullable SagaInstance first(@Nullable UnitOfWork unit, Bson filter) {
        Document found = (unit == null ? sagas.find(filter) : sagas.find(unit.session(), filter)).first();
        return found == null ? null : SagaDocument.read(found);
    }

    /** Saves what becomes of a saga that was read in the same transaction. */
    void save(UnitOfWork unit, SagaInstance read, SagaChange change, Date changedAt) {
        SagaProgress next = change.progress();
        Document set = new Document("state", next.state().name())
                .append("isUndoing", next.isUndoing())
                .append("step", literal(next.step()))
                .append("done", literal(next.done()))
                .append("isReversible", next.isReversible())
                .append("tries", next.tries())
                .append("reason", literal(next.reason()))
                .append("stopReason", literal(next.stopReason()))
                .append("version", plusOne("version"))
                .append("changedAt", changedAt)
                .append("history", appended(change.entries()));
        if (change.data() != null) {
            set.append("data", literal(change.data()));
        }
        if (change.stepTime() != null) {
            set.append("stepMillis", change.stepTime().toMillis())
                    .append("stepEnds", fromNow(change.stepTime()))
                    .append("isLate", false);
        }
        if (change.isStepRestarted()) {
            set.append("stepEnds", new Document("$add", List.of("$$NOW", "$stepMillis")));
        }
        if (next.state().isEnded()) {
            set.append("endedAt", changedAt);
        }
        update(unit.session(), read, set, change.due());
    }

    private void update(ClientSession session, SagaInstance read, Document set, @Nullable Due due) {
        List<Bson> pipeline = new ArrayList<>();
        pipeline.add(new Document("$set", set));
        switch (due) {
            case null -> {}
            case Due.Held(Duration lease) -> pipeline.add(new Document("$set", new Document("dueAt", fromNow(lease))));
            case Due.After(Duration pause) -> pipeline.add(new Document("$set", new Document("dueAt", fromNow(pause))));
            // After the step's own time is set.
            case Due.StepEnd _ -> pipeline.add(new Document("$set", new Document("dueAt", "$stepEnds")));
            case Due.Never _ -> pipeline.add(new Document("$unset", "dueAt"));
        }
        long matched = sagas.updateOne(
                        session,
                        Filters.and(Filters.eq("_id", read.id()), Filters.eq("version", read.version())),
                        pipeline)
                .getMatchedCount();
        if (matched == 0) {
            throw new IllegalStateException("saga " + read.id() + " changed within the transaction that read it");
        }
    }

    /** Has a saga taken up again after that time, by whoever is first. Nothing where it was taken up since. */
    void dueAfter(Claim claim, Duration pause) {
        sagas.updateOne(
                Filters.and(
                        Filters.eq("_id", claim.id()), Filters.eq("claim", claim.number()), Filters.exists("dueAt")),
                List.of(new Document("$set", new Document("dueAt", fromNow(pause)))));
    }

    /** Which sagas are asked for; null is for all. */
    record Filter(
            @Nullable String tenantId,
            @Nullable String name,
            @Nullable SagaState state) {

        private Bson conditions() {
            List<Bson> all = new ArrayList<>();
            all.add(tenantId == null ? Filters.empty() : Filters.eq("tenantId", tenantId));
            all.add(name == null ? Filters.empty() : Filters.eq("name", name));
            all.add(state == null ? Filters.empty() : Filters.eq("state", state.name()));
            return Filters.and(all);
        }
    }

    /** The newest first. @param isForward from the newest to the oldest, or back */
    List<SagaInstance> list(Filter filter, Sagas.@Nullable Place from, boolean isForward, int limit) {
        Bson wanted = filter.conditions();
        Bson order = isForward ? Sorts.descending("startedAt", "_id") : Sorts.ascending("startedAt", "_id");
        return sagas.find(from == null ? wanted : beyond(wanted, from, isForward))
                .sort(order)
                .limit(limit)
                .map(SagaDocument::read)
                .into(new ArrayList<>());
    }

    /** An "or" at the root, so that two exact ranges of an index are read and merged, however deep in the list. */
    private static Bson beyond(Bson wanted, Sagas.Place from, boolean isForward) {
        Date at = Date.from(from.startedAt());
        Bson byId = isForward ? Filters.lt("_id", from.id()) : Filters.gt("_id", from.id());
        Bson further = isForward ? Filters.lt("startedAt", at) : Filters.gt("startedAt", at);
        return Filters.or(Filters.and(wanted, Filters.eq("startedAt", at), byId), Filters.and(wanted, further));
    }

    /** Those that have not ended, counted. */
    List<Count> counts() {
        List<String> going = new ArrayList<>();
        for (SagaState state : SagaState.values()) {
            if (!state.isEnded()) {
                going.add(state.name());
            }
        }
        return sagas.aggregate(List.of(
                        Aggregates.match(Filters.in("state", going)),
                        Aggregates.group(
                                new Document("name", "$name").append("state", "$state"), Accumulators.sum("sagas", 1))))
                .map(MongoSagas::toCount)
                .into(new ArrayList<>());
    }

    private static Count toCount(Document row) {
        Document of = Objects.requireNonNull(row.get("_id", Document.class));
        return new Count(of.getString("name"), SagaState.valueOf(of.getString("state")), row.getInteger("sagas", 0));
    }

    private static Document appended(List<SagaEntry> entries) {
        Document all = new Document(
                "$concatArrays",
                List.of(
                        "$history",
                        literal(entries.stream().map(SagaDocument::of).toList())));
        return new Document("$slice", List.of(all, -LONGEST_HISTORY));
    }

    private static Document fromNow(Duration time) {
        return new Document("$add", List.of("$$NOW", time.toMillis()));
    }

    private static Document plusOne(String field) {
        return new Document("$add", List.of("$" + field, 1L));
    }

    private static Document literal(@Nullable Object value) {
        return new Document("$literal", value);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "sagas_key", Indexes.ascending("tenantId", "name", "key"))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "sagas_due", Indexes.ascending("dueAt"))
                        .onlyWhere(Filters.exists("dueAt")),
                IndexDeclaration.on(COLLECTION, "sagas_newest", Indexes.descending("tenantId", "startedAt", "_id")),
                IndexDeclaration.on(
                        COLLECTION, "sagas_of_state", Indexes.descending("tenantId", "state", "startedAt", "_id")),
                IndexDeclaration.on(
                        COLLECTION, "sagas_of_name", Indexes.descending("tenantId", "name", "startedAt", "_id")),
                IndexDeclaration.on(
                        COLLECTION,
                        "sagas_of_name_and_state",
                        Indexes.descending("tenantId", "name", "state", "startedAt", "_id")),
                IndexDeclaration.on(COLLECTION, "sagas_counted", Indexes.ascending("state", "name")),
                IndexDeclaration.on(COLLECTION, "sagas_expiry", Indexes.ascending("endedAt"))
                        .expiringAfter(KEPT_FOR));
    }
}
