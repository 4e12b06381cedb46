package dev.coffer.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.testkit.ProfiledQueries.Query;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/**
 * That a page costs MongoDB what is on it, wherever in its list it lies: for every connection of a service's schema, in both
 * directions, by the profiler's account. A test gives one {@link Walk} at least for each connection that the schema has.
 */
public final class ConnectionPlans {

    /** Elements of a page; a list that is walked needs three times as many. */
    public static final int PAGE = 10;

    /** An hour ago: what is older may be forgotten by the store while it is looked at. */
    public static final long SEEDED_AT = System.currentTimeMillis() - 3_600_000;

    private static final int READ = PAGE + 1;

    /** A look-up of one document by what is unique, which need not be in order. */
    private static final int SORTED_AT_MOST = 1;

    private static final String SELECTION =
            "{ edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";

    private final MongoDatabase database;
    private final Asking asking;

    /** Asks the service for the walk's caller. */
    @FunctionalInterface
    public interface Asking {

        JsonNode ask(String document, Map<String, ?> variables);
    }

    /**
     * A list to walk through.
     *
     * @param field as in the schema: "Query.inbox"
     * @param collection what its pages are read from
     * @param query with {@code ARGS} where first, after, last and before go, and {@code PAGE} for the selection
     * @param path of the connection in the answer: "/data/inbox"
     */
    public record Walk(String field, String collection, String query, Map<String, ?> variables, String path) {

        public static Walk of(String field, String collection, String query) {
            return new Walk(field, collection, query, Map.of(), "/data/" + field.substring(field.indexOf('.') + 1));
        }

        /** Of a field of the entity User. */
        public static Walk ofUser(String field, String collection, String userId) {
            return new Walk(
                    "User." + field,
                    collection,
                    "query($r: [_Any!]!) { _entities(representations: $r) { ... on User { " + field
                            + "(ARGS) PAGE } } }",
                    Map.of("r", List.of(Map.of("__typename", "User", "id", userId))),
                    "/data/_entities/0/" + field);
        }
    }

    public ConnectionPlans(MongoDatabase database, Asking asking) {
        this.database = database;
        this.asking = asking;
    }

    /**
     * Walks through all of them and sees that no connection of the schema is left out.
     *
     * @param exempt fields with a list that is short by nature and not read page by page
     */
    public void verify(List<Walk> walks, List<String> exempt) {
        TreeSet<String> covered = new TreeSet<>(exempt);
        walks.forEach(walk -> covered.add(walk.field()));
        assertThat(covered)
                .as("every connection of the schema has a walk in this test")
                .isEqualTo(connections());
        walks.forEach(this::verify);
    }

    private TreeSet<String> connections() {
        String sdl = asking.ask("{ _service { sdl } }", Map.of())
                .at("/data/_service/sdl")
                .asString();
        TypeDefinitionRegistry registry = new SchemaParser().parse(sdl);
        TreeSet<String> found = new TreeSet<>();
        registry.getTypes(ObjectTypeDefinition.class).forEach(type -> add(type, found));
        registry.objectTypeExtensions().values().forEach(all -> all.forEach(type -> add(type, found)));
        return found;
    }

    private static void add(ObjectTypeDefinition type, TreeSet<String> found) {
        for (FieldDefinition field : type.getFieldDefinitions()) {
            Type<?> given = field.getType();
            if (TypeInfo.typeInfo(given).getName().endsWith("Connection")) {
                found.add(type.getName() + "." + field.getName());
            }
        }
    }

    private void verify(Walk walk) {
        JsonNode first = page(walk, "first: " + PAGE);
        JsonNode second = page(walk, "first: " + PAGE + ", after: " + end(first));
        page(walk, "first: " + PAGE + ", after: " + end(second));
        JsonNode last = page(walk, "last: " + PAGE);
        page(walk, "last: " + PAGE + ", before: " + last.at("/pageInfo/startCursor"));
    }

    private static JsonNode end(JsonNode page) {
        return page.at("/pageInfo/endCursor");
    }

    private JsonNode page(Walk walk, String arguments) {
        String query = walk.query().replace("ARGS", arguments).replace("PAGE", SELECTION);
        List<JsonNode> answers = new ArrayList<>();
        List<Query> queries =
                ProfiledQueries.during(database, () -> answers.add(asking.ask(query, walk.variables()))).stream()
                        .filter(one -> one.collection().equals(walk.collection()))
                        .toList();
        String label = walk.field() + "(" + arguments + ")";
        JsonNode page = answers.getFirst().at(walk.path());
        assertThat(page.path("edges").size())
                .as("%s answers %s", label, answers.getFirst())
                .isEqualTo(PAGE);
        assertThat(queries).as(label).isNotEmpty().allSatisfy(one -> {
            assertThat(one.plan()).as("%s: %s", label, one).contains("IXSCAN").doesNotContain("COLLSCAN");
            assertThat(one.docsExamined()).as("%s: %s", label, one).isLessThanOrEqualTo(READ);
            assertThat(one.keysExamined()).as("%s: %s", label, one).isLessThanOrEqualTo(4 * READ);
            assertThat(one.isSortedInMemory() && one.docsExamined() > SORTED_AT_MOST)
                    .as("%s is sorted in memory: %s", label, one)
                    .isFalse();
        });
        return page;
    }

    /** Puts in what {@link #operatorListsOf} reads, among others' of the same tenant. */
    public void seedOperatorLists(String tenantId) {
        seedDeadLetters(tenantId);
        seedSagas(tenantId);
        seedDenials(tenantId);
        seedReplays(tenantId);
    }

    private void seedReplays(String tenantId) {
        List<Document> replays = new ArrayList<>();
        for (int i = 0; i < 40 * PAGE; i++) {
            Date at = new Date(SEEDED_AT + i / 3);
            replays.add(new Document("_id", "plans-" + i)
                    .append("tenantId", tenantId)
                    .append("key", "plans-" + i)
                    .append("eventType", "plans.tested")
                    .append("from", at)
                    .append("to", new Date(at.getTime() + 1))
                    .append("consumer", "plans-one")
                    .append("requestedBy", "plans")
                    .append("state", "DONE")
                    .append("matched", 1)
                    .append("told", 1)
                    .append("startedAt", at)
                    .append("changedAt", at));
        }
        database.getCollection("event_replays").insertMany(replays);
    }

    private void seedDenials(String tenantId) {
        List<Document> denials = new ArrayList<>();
        for (int i = 0; i < 40 * PAGE; i++) {
            Date at = new Date(SEEDED_AT + i / 3);
            denials.add(new Document("_id", "plans-" + i)
                    .append("tenantId", tenantId)
                    .append("userId", i % 8 == 0 ? "plans-one" : "plans-other")
                    .append("resource", "wallet")
                    .append("action", "read")
                    .append("ownerIds", List.of())
                    .append("reason", "deny")
                    .append("count", 1L)
                    .append("at", at)
                    .append("lastAt", at));
        }
        database.getCollection("denials").insertMany(denials);
    }

    private void seedDeadLetters(String tenantId) {
        List<Document> letters = new ArrayList<>();
        for (int i = 0; i < 40 * PAGE; i++) {
            letters.add(new Document("_id", "plans/" + i)
                    .append("consumer", i % 8 == 0 ? "plans-one" : "plans-other")
                    .append("state", "POISONED")
                    .append("tenantId", tenantId)
                    .append("eventType", "plans.tested")
                    .append("key", "key-" + i)
                    .append("streamId", "0-" + i)
                    .append("error", "none")
                    .append("history", List.of())
                    .append("payload", "{}")
                    // Three share each time.
                    .append("at", new Date(SEEDED_AT + i / 3)));
        }
        database.getCollection("event_dead_letters").insertMany(letters);
    }

    private void seedSagas(String tenantId) {
        List<Document> sagas = new ArrayList<>();
        for (int i = 0; i < 40 * PAGE; i++) {
            Date at = new Date(SEEDED_AT + i / 3);
            sagas.add(new Document("_id", "plans-" + i)
                    .append("tenantId", tenantId)
                    .append("name", i % 4 == 0 ? "plans-one" : "plans-other")
                    .append("key", "key-" + i)
                    .append("definition", 1)
                    .append("state", i % 8 < 2 ? "COMPENSATED" : "COMPLETED")
                    .append("step", "last")
                    .append("data", "{}")
                    .append("version", 1L)
                    .append("claim", 1L)
                    .append("startedAt", at)
                    .append("changedAt", at));
        }
        database.getCollection("sagas").insertMany(sagas);
    }

    /** The lists that each service has for operators, whole and with each filter. */
    public static List<Walk> operatorListsOf(String service) {
        String letters = service + "DeadLetters";
        String denials = service + "Denials";
        String replays = service + "EventReplays";
        return List.of(
                Walk.of("Query." + letters, "event_dead_letters", "{ " + letters + "(ARGS) PAGE }"),
                Walk.of(
                        "Query." + letters,
                        "event_dead_letters",
                        "{ " + letters + "(consumer: \"plans-one\", ARGS) PAGE }"),
                Walk.of("Query." + replays, "event_replays", "{ " + replays + "(ARGS) PAGE }"),
                Walk.of("Query." + denials, "denials", "{ " + denials + "(ARGS) PAGE }"),
                Walk.of(
                        "Query." + denials,
                        "denials",
                        "{ " + denials + "(filter: {userId: \"plans-one\"}, ARGS) PAGE }"),
                sagas(service, "{}"),
                sagas(service, "{name: \"plans-one\"}"),
                sagas(service, "{state: COMPENSATED}"),
                sagas(service, "{name: \"plans-one\", state: COMPENSATED}"));
    }

    private static Walk sagas(String service, String filter) {
        String field = service + "Sagas";
        return Walk.of("Query." + field, "sagas", "{ " + field + "(filter: " + filter + ", ARGS) PAGE }");
    }
}
