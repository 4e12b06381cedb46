package dev.coffer.sample;

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

    @Test
    void a_page_costs_what_is_on_it(@FreshDatabase String name) {
        try (TestTokens tokens = TestTokens.start();
                TestService service =
                        TestService.start(SampleApplication.class, SampleApplication.SERVICE, name, tokens, Map.of())) {
            String admin = tokens.user("olga", "main", "admin");
            MongoDatabase database = service.bean(MongoDatabase.class);
            ConnectionPlans plans =
                    new ConnectionPlans(database, (query, variables) -> service.ask(query, variables, admin));
            plans.seedOperatorLists("main");
            List<Walk> walks = new ArrayList<>(ConnectionPlans.operatorListsOf(SampleApplication.SERVICE));
            // [each]
            seed(database, "items");
            walks.add(Walk.ofUser("items", "items", "plans-0"));
            // [/each]
            plans.verify(walks, List.of());
        }
    }

    /** Several with the same time, of two users and two tenants, and some that are removed. */
    private static void seed(MongoDatabase database, String collection) {
        List<Document> seeded = new ArrayList<>();
        for (int i = 0; i < 40 * ConnectionPlans.PAGE; i++) {
            Document one = new Document("_id", "plans-" + i)
                    .append("tenantId", i % 8 < 4 ? "main" : "other")
                    .append("userId", "plans-" + i % 2)
                    .append("name", "Name")
                    .append("version", 1)
                    .append("createdAt", new Date(1_700_000_000_000L + i / 12))
                    .append("idempotencyKey", "plans-" + i);
            seeded.add(i % 4 < 2 ? one.append("isLive", true) : one);
        }
        database.getCollection(collection).insertMany(seeded);
    }
}
