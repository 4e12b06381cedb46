package dev.coffer.notification;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.testkit.ConnectionPlans;
import dev.coffer.core.testkit.ConnectionPlans.Walk;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class ConnectionPlansIT {

    private static void seed(MongoDatabase database) {
        List<Document> notifications = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            notifications.add(new Document("_id", "notification-" + i)
                    .append("tenantId", i % 7 == 0 ? "other" : "main")
                    .append("userId", i % 3 == 0 ? "ann" : i % 3 == 1 ? "olga" : "bob")
                    .append("template", "welcome")
                    .append("subject", "Welcome")
                    .append("body", "Number " + i)
                    .append("createdAt", new Date(1_700_000_000_000L + i / 4))
                    .append("isArchived", i % 2 == 0)
                    .append("archivedAt", i % 2 == 0 ? new Date(1_700_000_000_000L + i) : null)
                    .append("readAt", null));
        }
        database.getCollection("notifications").insertMany(notifications);
        List<Document> deliveries = new ArrayList<>();
        // Of today: old ones are dropped by the database.
        long now = System.currentTimeMillis();
        for (int i = 0; i < 400; i++) {
            deliveries.add(new Document("_id", "delivery-" + i)
                    .append("tenantId", i % 7 == 0 ? "other" : "main")
                    .append("userId", i % 3 == 0 ? "ann" : i % 3 == 1 ? "olga" : "bob")
                    .append("kind", "account.welcome")
                    .append("category", "ACCOUNT")
                    .append("channel", "EMAIL")
                    .append("priority", "NORMAL")
                    .append("state", "SENT")
                    .append("tries", 1)
                    .append("createdAt", new Date(now + i / 4)));
        }
        database.getCollection("deliveries").insertMany(deliveries);
    }

    /** Of two webhooks, with what went to them. */
    private static void seedWebhooks(MongoDatabase database) {
        Date at = new Date(1_700_000_000_000L);
        List<Document> deliveries = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            deliveries.add(new Document("_id", "delivery-" + i)
                    .append("tenantId", i % 7 == 0 ? "other" : "main")
                    .append("webhookId", i % 2 == 0 ? "hook" : "another")
                    .append("event", "wallet.closed")
                    .append("body", "{}")
                    .append("state", i % 3 == 0 ? "DEAD" : "DELIVERED")
                    .append("tries", 1)
                    .append("createdAt", new Date(1_700_000_000_000L + i / 4))
                    .append("giveUpAt", at)
                    .append("endedAt", new Date()));
        }
        database.getCollection("webhook_deliveries").insertMany(deliveries);
        database.getCollection("webhooks")
                .insertOne(new Document("_id", "hook")
                        .append("tenantId", "main")
                        .append("url", "https://example.com/")
                        .append("events", List.of("*"))
                        .append("isEnabled", true)
                        .append("version", 1)
                        .append("secrets", List.of())
                        .append("savedBy", "olga")
                        .append("createdAt", at)
                        .append("changedAt", at));
    }

    @Test
    void a_page_costs_what_is_on_it(@FreshDatabase String name) {
        try (TestTokens tokens = TestTokens.start();
                TestService service = TestService.start(
                        NotificationApplication.class, NotificationApplication.SERVICE, name, tokens, Map.of())) {
            MongoDatabase database = service.bean(MongoDatabase.class);
            String admin = tokens.user("olga", "main", "admin", "user");
            ConnectionPlans plans =
                    new ConnectionPlans(database, (query, variables) -> service.ask(query, variables, admin));
            seed(database);
            seedWebhooks(database);
            plans.seedOperatorLists("main");
            List<Walk> walks = new ArrayList<>(ConnectionPlans.operatorListsOf("notification"));
            walks.add(Walk.of("Query.inbox", "notifications", "{ inbox(ARGS) PAGE }"));
            walks.add(Walk.of("Query.inbox", "notifications", "{ inbox(isArchived: true, ARGS) PAGE }"));
            walks.add(Walk.ofUser("inbox", "notifications", "ann"));
            walks.add(Walk.of("Query.deliveries", "deliveries", "{ deliveries(ARGS) PAGE }"));
            walks.add(Walk.of("Query.deliveries", "deliveries", "{ deliveries(userId: \"ann\", ARGS) PAGE }"));
            walks.add(Walk.of("Query.myDeliveries", "deliveries", "{ myDeliveries(ARGS) PAGE }"));
            walks.add(Walk.of(
                    "Query.webhookDeliveries",
                    "webhook_deliveries",
                    "{ webhookDeliveries(webhookId: \"hook\", ARGS) PAGE }"));
            walks.add(Walk.of(
                    "Query.webhookDeliveries",
                    "webhook_deliveries",
                    "{ webhookDeliveries(webhookId: \"hook\", state: DEAD, ARGS) PAGE }"));
            plans.verify(walks, List.of("Query.templates", "Query.workflows"));
        }
    }
}
