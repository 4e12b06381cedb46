package dev.coffer.core.testkit;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** What MongoDB did for the queries that a test makes, by its own account: its profiler. */
public final class ProfiledQueries {

    private static final String PROFILE = "system.profile";
    private static final int PROFILE_BYTES = 16 << 20;
    private static final int NAMESPACE_EXISTS = 48;

    private ProfiledQueries() {}

    /**
     * One query as MongoDB ran it.
     *
     * @param plan such as {@code IXSCAN { tenantId: 1, _id: 1 }}
     */
    public record Query(
            String collection,
            String plan,
            long keysExamined,
            long docsExamined,
            long returned,
            boolean isSortedInMemory,
            Document command) {

        private static Query of(Document entry) {
            String namespace = entry.getString("ns");
            return new Query(
                    namespace.substring(namespace.indexOf('.') + 1),
                    entry.get("planSummary", ""),
                    number(entry, "keysExamined"),
                    number(entry, "docsExamined"),
                    number(entry, "nreturned"),
                    entry.getBoolean("hasSortStage", false),
                    entry.get("command", new Document()));
        }

        private static long number(Document entry, String field) {
            return entry.get(field) instanceof Number number ? number.longValue() : 0;
        }
    }

    /** The finds that the database ran meanwhile, also those of others. */
    public static List<Query> during(MongoDatabase database, Runnable work) {
        database.runCommand(new Document("profile", 0));
        database.getCollection(PROFILE).drop();
        create(database);
        database.runCommand(new Document("profile", 2));
        try {
            work.run();
        } finally {
            database.runCommand(new Document("profile", 0));
        }
        MongoCollection<Document> profile = database.getCollection(PROFILE);
        List<Query> queries = new ArrayList<>();
        for (Document entry : profile.find(new Document("op", "query"))) {
            queries.add(Query.of(entry));
        }
        return queries;
    }

    private static void create(MongoDatabase database) {
        try {
            database.runCommand(
                    new Document("create", PROFILE).append("capped", true).append("size", PROFILE_BYTES));
        } catch (MongoCommandException failed) {
            // What was still under way when profiling ended has made it anew, and empty but for itself.
            if (failed.getErrorCode() != NAMESPACE_EXISTS) {
                throw failed;
            }
        }
    }
}
