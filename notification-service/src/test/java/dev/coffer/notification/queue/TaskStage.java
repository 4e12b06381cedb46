package dev.coffer.notification.queue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;

/** A queue on a real MongoDB, whose tasks leave a document behind when they are done. */
final class TaskStage implements AutoCloseable {

    static final String KIND = "note";
    static final String TENANT = "main";
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final TaskLimits LIMITS = new TaskLimits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMillis(20),
            4,
            Duration.ofMillis(5),
            Duration.ofMillis(20));

    private final MongoClient client;
    private final MongoDatabase database;
    private final Transactions transactions;
    private final LaneBells bells = new LaneBells();
    private final MongoTasks tasks;
    private final Clock clock;

    TaskStage(String mongoUri, String name, Clock clock) {
        this.client = MongoClients.open(mongoUri, "test");
        this.database = client.getDatabase(name);
        this.transactions = new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        this.tasks = new MongoTasks(database, bells);
        this.clock = clock;
        new DeclaredIndexes(database).create(tasks.indexes());
    }

    /** What is done before a task's effect. */
    interface Deed {
        void before(Task task) throws Exception;
    }

    /** Notes each task in the transaction of its end; noting one twice is an error. */
    TaskWork noting(Deed deed) {
        return new TaskWork() {
            @Override
            public String kind() {
                return KIND;
            }

            @Override
            public Duration patience() {
                return PATIENCE;
            }

            @Override
            public Ending work(Task task) throws Exception {
                deed.before(task);
                return new Ending.Done(unit -> note(unit, task, "done"));
            }

            @Override
            public void giveUp(UnitOfWork unit, Task task) {
                note(unit, task, "given up");
            }
        };
    }

    private static void note(UnitOfWork unit, Task task, String what) {
        unit.collection("notes").insertOne(unit.session(), new Document("_id", task.id()).append("what", what));
    }

    TaskRunner run(TaskWork work) {
        TaskRunner runner = new TaskRunner(
                tasks, List.of(work), new TaskRunner.Parts(transactions, bells, Ids.timeOrdered(), clock, LIMITS));
        runner.start();
        return runner;
    }

    void add(String id, NotificationPriority lane, Instant dueAt) {
        add(TENANT, id, lane, dueAt);
    }

    void add(String tenantId, String id, NotificationPriority lane, Instant dueAt) {
        transactions.run(unit -> tasks.add(unit, Task.of(id, tenantId, KIND, lane, "ann", dueAt, "{}")));
    }

    void forget(String userId) {
        transactions.run(unit -> tasks.forget(unit, TENANT, userId));
    }

    long notes() {
        return database.getCollection("notes").countDocuments();
    }

    String note(String id) {
        Document found =
                database.getCollection("notes").find(new Document("_id", id)).first();
        return found == null ? "" : found.getString("what");
    }

    long left() {
        return database.getCollection("notification_tasks").countDocuments();
    }

    @Override
    public void close() {
        client.close();
    }
}
