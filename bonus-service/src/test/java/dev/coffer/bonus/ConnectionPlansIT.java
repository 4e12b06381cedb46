package dev.coffer.bonus;

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

    private static final Document FORM = Document.parse("""
        { "name": "A bonus", "type": "CUSTOM", "triggers": ["CLAIM"],
          "value": { "fixed": { "amount": "10.00", "currency": "EUR" } } }\
        """);

    private static void seed(MongoDatabase database) {
        List<Document> awards = new ArrayList<>();
        List<Document> contributions = new ArrayList<>();
        List<Document> templates = new ArrayList<>();
        List<Document> points = new ArrayList<>();
        List<Document> refusals = new ArrayList<>();
        database.getCollection("bonus_bulks")
                .insertOne(new Document("_id", "bulk-1")
                        .append("tenantId", "main")
                        .append("code", "MANY")
                        .append("startedBy", "olga")
                        .append("key", "key")
                        .append("total", 400)
                        .append("given", 80)
                        .append("refused", 320)
                        .append("startedAt", new Date(1_700_000_000_000L))
                        .append("endedAt", new Date(1_700_000_000_000L)));
        for (int i = 0; i < 400; i++) {
            Date at = new Date(1_700_000_000_000L + i / 3);
            awards.add(new Document("_id", "award-" + i)
                    .append("tenantId", i % 7 == 0 ? "other" : "main")
                    .append("userId", i % 3 == 0 ? "ann" : "bob")
                    .append("key", "key-" + i)
                    .append(
                            "terms",
                            new Document("templateCode", "WELCOME")
                                    .append("templateVersion", 1)
                                    .append("type", "WELCOME")
                                    .append("name", "Welcome")
                                    .append("validForMillis", 1_000L)
                                    .append("sticky", false)
                                    .append("forfeitsOnWithdrawal", false))
                    .append("amountMinor", 1_000L)
                    .append("currency", "EUR")
                    .append("state", "PENDING")
                    .append("needsApproval", false)
                    .append("order", 0L)
                    .append("held", 0L)
                    .append("wagered", 0L)
                    .append("converted", 0L)
                    .append("returned", 0L)
                    .append("round", 0)
                    .append("closing", false)
                    .append("version", 1L)
                    .append("awardedAt", at));
            Document version = new Document("version", 1)
                    .append("form", FORM)
                    .append("savedAt", at)
                    .append("savedBy", "olga");
            contributions.add(new Document("_id", "contribution-" + i)
                    .append("tenantId", i % 7 == 0 ? "other" : "main")
                    .append("awardId", i % 3 == 0 ? "award-1" : "award-2")
                    .append("walletId", "wallet")
                    .append("betId", "bet-" + i)
                    .append("gameId", "dice")
                    .append("stake", 100L)
                    .append("percent", 100)
                    .append("counted", 100L)
                    .append("at", at));
            points.add(new Document("_id", "entry-" + i)
                    .append("tenantId", i % 7 == 0 ? "other" : "main")
                    .append("userId", i % 3 == 0 ? "olga" : "bob")
                    .append("seq", (long) i)
                    .append("key", "key-" + i)
                    .append("kind", "EARNED")
                    .append("points", 1L)
                    .append("balance", (long) i)
                    .append("at", at));
            refusals.add(new Document("_id", "bulk/" + i)
                    .append("tenantId", i % 7 == 0 ? "other" : "main")
                    .append("bulkId", i % 3 == 0 ? "bulk-1" : "bulk-2")
                    .append("place", i)
                    .append("userId", "user-" + i)
                    .append("state", i % 5 == 0 ? "GIVEN" : "REFUSED")
                    .append("code", "BONUS_BUDGET_SPENT")
                    .append("message", "Its budget is spent."));
            templates.add(new Document("_id", "template-" + i)
                    .append("tenantId", i % 4 == 0 ? "main" : "other")
                    .append("code", "CODE-" + i)
                    .append("status", i % 8 == 0 ? "DRAFT" : "ARCHIVED")
                    .append("type", i % 24 == 0 ? "RELOAD" : "CUSTOM")
                    .append("revision", 1)
                    .append("latest", version)
                    .append("updatedAt", at)
                    .append("updatedBy", "olga"));
        }
        database.getCollection("awards").insertMany(awards);
        database.getCollection("contributions").insertMany(contributions);
        database.getCollection("templates").insertMany(templates);
        database.getCollection("point_entries").insertMany(points);
        database.getCollection("bonus_bulk_users").insertMany(refusals);
    }

    @Test
    void a_page_costs_what_is_on_it(@FreshDatabase String name) {
        try (TestTokens tokens = TestTokens.start();
                TestService service =
                        TestService.start(BonusApplication.class, BonusApplication.SERVICE, name, tokens, Map.of())) {
            MongoDatabase database = service.bean(MongoDatabase.class);
            String admin = tokens.user("olga", "main", "admin");
            ConnectionPlans plans =
                    new ConnectionPlans(database, (query, variables) -> service.ask(query, variables, admin));
            seed(database);
            plans.seedOperatorLists("main");
            List<Walk> walks = new ArrayList<>(ConnectionPlans.operatorListsOf("bonus"));
            walks.add(Walk.ofUser("bonuses", "awards", "ann"));
            walks.add(new Walk(
                    "Bonus.contributions",
                    "contributions",
                    "{ bonus(id: \"award-1\") { contributions(ARGS) PAGE } }",
                    Map.of(),
                    "/data/bonus/contributions"));
            walks.add(new Walk(
                    "Loyalty.entries",
                    "point_entries",
                    "{ loyalty { entries(ARGS) PAGE } }",
                    Map.of(),
                    "/data/loyalty/entries"));
            walks.add(new Walk(
                    "BonusBulk.refusals",
                    "bonus_bulk_users",
                    "{ bonusBulk(id: \"bulk-1\") { refusals(ARGS) PAGE } }",
                    Map.of(),
                    "/data/bonusBulk/refusals"));
            for (String filter : List.of("", "status: DRAFT", "type: CUSTOM", "status: DRAFT, type: CUSTOM")) {
                walks.add(Walk.of(
                        "Query.bonusTemplates",
                        "templates",
                        "{ bonusTemplates(ARGS, filter: {" + filter + "}) PAGE }"));
            }
            // Its pages come from Redis. While Redis does not know it, MongoDB counts whoever stands before a page.
            plans.verify(walks, List.of("Leaderboard.entries"));
        }
    }
}
