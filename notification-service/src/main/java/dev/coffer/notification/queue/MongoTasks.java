package dev.coffer.notification.queue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.recipient.ForgetsUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code notification_tasks}; what is done is in it no more. */
final class MongoTasks implements Tasks, ForgetsUsers, DeclaresIndexes {

    private static final String COLLECTION = "notification_tasks";
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String KIND = "kind";
    private static final String LANE = "lane";
    private static final String NEXT_AT = "nextAt";
    private static final String DUE_AT = "dueAt";
    private static final String TRIES = "tries";
    private static final String CLAIM = "claim";
    private static final String DATA = "data";

    private final TenantCollection tasks;
    private final MongoCollection<Document> allTenants;
    private final LaneBells bells;

    MongoTasks(MongoDatabase database, LaneBells bells) {
        this.tasks = new TenantCollection(database, COLLECTION);
        this.allTenants = database.getCollection(COLLECTION);
        this.bells = bells;
    }

    /** A task that somebody works on. @param token of that try: whoever took it up later has another */
    record Claimed(Task task, String token) {}

    /** Somebody else has the task by now: what was done for it is not to be kept. */
    static final class Lost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Lost(Task task) {
            super(task + " is with somebody else by now", null, false, false);
        }
    }

    @Override
    public void add(UnitOfWork unit, Task task) {
        if (tasks.of(task.tenantId()).findOne(unit, Filters.eq(ID, task.id())) != null) {
            return;
        }
        tasks.of(task.tenantId())
                .insert(
                        unit,
                        new Document(ID, task.id())
                                .append(KIND, task.kind())
                                .append(LANE, task.lane().name())
                                .append(USER_ID, task.userId())
                                .append(NEXT_AT, Date.from(task.dueAt()))
                                .append(DUE_AT, Date.from(task.dueAt()))
                                .append(TRIES, 0)
                                .append(DATA, task.data()));
        unit.whenOver(() -> bells.ring(task.lane()));
    }

    /** Who looks for a task, and for which. @param token names the try that it would be */
    record Look(NotificationPriority lane, Collection<String> kinds, String token, Instant now, Duration lease) {}

    /**
     * Takes up the one of a lane that has been due for longest of the next tenant who has any, in the order of their names, so that tenants
     * take turns however much one of them has; null where none is due.
     *
     * @param before whose turn it was before; empty for nobody's
     */
    @Nullable
    Claimed claim(Look look, String before) {
        Claimed next = claim(look, Filters.gt(TenantCollection.TENANT_ID, before));
        return next != null || before.isEmpty() ? next : claim(look, Filters.lte(TenantCollection.TENANT_ID, before));
    }

    private @Nullable Claimed claim(Look look, Bson tenants) {
        Document found = allTenants.findOneAndUpdate(
                Filters.and(
                        Filters.eq(LANE, look.lane().name()),
                        tenants,
                        Filters.lte(NEXT_AT, Date.from(look.now())),
                        Filters.in(KIND, look.kinds())),
                Updates.combine(
                        Updates.set(NEXT_AT, Date.from(look.now().plus(look.lease()))),
                        Updates.set(CLAIM, look.token()),
                        Updates.inc(TRIES, 1)),
                new FindOneAndUpdateOptions()
                        .sort(Sorts.ascending(TenantCollection.TENANT_ID, NEXT_AT))
                        .returnDocument(ReturnDocument.AFTER));
        return found == null ? null : new Claimed(read(found), look.token());
    }

    /** @throws Lost where somebody else has it by now */
    void done(UnitOfWork unit, Claimed claimed) {
        Task task = claimed.task();
        if (tasks.of(task.tenantId()).delete(unit, held(claimed)).getDeletedCount() == 0) {
            throw new Lost(task);
        }
    }

    /** @throws Lost where somebody else has it by now */
    void later(UnitOfWork unit, Claimed claimed, Instant at) {
        Task task = claimed.task();
        Bson change = Updates.combine(
                Updates.set(NEXT_AT, Date.from(at)),
                Updates.set(DUE_AT, Date.from(at)),
                Updates.set(TRIES, 0),
                Updates.unset(CLAIM));
        if (tasks.of(task.tenantId()).update(unit, held(claimed), change).getMatchedCount() == 0) {
            throw new Lost(task);
        }
        unit.whenOver(() -> bells.ring(task.lane()));
    }

    /** Has it tried again; where somebody else has it by now nothing is changed. */
    void again(Claimed claimed, Instant at) {
        tasks.of(claimed.task().tenantId())
                .update(held(claimed), Updates.combine(Updates.set(NEXT_AT, Date.from(at)), Updates.unset(CLAIM)));
    }

    private static Bson held(Claimed claimed) {
        return Filters.and(Filters.eq(ID, claimed.task().id()), Filters.eq(CLAIM, claimed.token()));
    }

    @Override
    public void forget(UnitOfWork unit, String tenantId, String userId) {
        tasks.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }

    private static Task read(Document document) {
        return new Task(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(KIND),
                NotificationPriority.valueOf(document.getString(LANE)),
                document.getString(USER_ID),
                document.getDate(DUE_AT).toInstant(),
                Objects.requireNonNull(document.getInteger(TRIES), TRIES),
                document.getString(DATA));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        COLLECTION, "lane_tenant_due", Indexes.ascending(LANE, TenantCollection.TENANT_ID, NEXT_AT)),
                IndexDeclaration.on(COLLECTION, "tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID)));
    }
}
