package dev.coffer.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A replica is killed while it hands out a message to many; another goes on where it stopped. */
@ExtendWith(StoresExtension.class)
final class DispatchCrashIT {

    private static final int USERS = 3_000;
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration LEASE_AND_MORE = Duration.ofSeconds(120);

    @Test
    void after_a_kill_another_replica_goes_on_and_everybody_gets_it_once(@FreshDatabase String database)
            throws IOException, InterruptedException {
        try (TestTokens tokens = TestTokens.start();
                MongoClient client = MongoClients.open(TestStores.mongoUri(), "test")) {
            MongoDatabase stored = client.getDatabase(database);
            String id;
            try (TestService service = start(database, tokens)) {
                know(service);
                id = order(service, tokens);
            }
            Process replica =
                    DispatchReplica.start(TestStores.mongoUri(), TestStores.redisUri(), database, tokens.jwksUri());
            try {
                await().atMost(START).pollInterval(Duration.ofMillis(20)).until(() -> handled(stored, id) >= 150);
            } finally {
                replica.destroyForcibly().waitFor();
            }
            assertThat(handled(stored, id)).as("handled when it was killed").isLessThan(USERS);

            try (TestService _ = start(database, tokens)) {
                await().atMost(LEASE_AND_MORE).until(() -> handled(stored, id) == USERS);
            }
            assertThat(stored.getCollection("notifications").countDocuments()).isEqualTo(USERS);
            List<Document> often = stored.getCollection("notifications")
                    .aggregate(List.of(
                            Aggregates.group("$userId", Accumulators.sum("messages", 1)),
                            Aggregates.match(Filters.ne("messages", 1))))
                    .into(new ArrayList<>());
            assertThat(often).isEmpty();
        }
    }

    private static TestService start(String database, TestTokens tokens) {
        return TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, Map.of());
    }

    private static int handled(MongoDatabase stored, String id) {
        Document found = stored.getCollection("notification_dispatches")
                .find(Filters.eq("_id", id))
                .first();
        return found == null ? 0 : found.getInteger("handled", 0);
    }

    private static List<String> users() {
        return IntStream.range(0, USERS).mapToObj(i -> "user-" + i).toList();
    }

    private static void know(TestService service) {
        List<String> all = users();
        for (int from = 0; from < USERS; from += 500) {
            List<String> part = all.subList(from, from + 500);
            service.bean(Transactions.class)
                    .run(unit -> part.forEach(userId -> service.bean(Recipients.class)
                            .keep(unit, "main", new Recipient(userId, "en", "nothing", null, null))));
        }
    }

    /** For a time when this replica is gone. */
    private static String order(TestService service, TestTokens tokens) {
        String admin = tokens.user("olga", "main", "admin");
        service.ask("""
                mutation { saveTemplate(input: {key: "offer.crash", variants: [{locale: "en", channel: IN_APP,
                    subject: "Hi", text: "It is so."}], expectedVersion: 0}) { __typename } }""", admin);
        Map<String, Object> input = new HashMap<>(Map.of(
                "idempotencyKey",
                "crash",
                "userIds",
                users(),
                "template",
                "offer.crash",
                "category",
                "BONUS",
                "channels",
                List.of("IN_APP"),
                "sendAt",
                Instant.now().plusSeconds(10).toString()));
        JsonNode answer = service.ask(
                "mutation($input: SendBulkInput!) { sendBulk(input: $input) { ... on NotificationDispatch { id } } }",
                Map.of("input", input),
                admin);
        String id = answer.at("/data/sendBulk/id").asString("");
        assertThat(id).as(answer.toString()).isNotEmpty();
        return id;
    }
}
