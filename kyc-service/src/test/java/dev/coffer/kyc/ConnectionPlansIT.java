package dev.coffer.kyc;

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
                        TestService.start(KycApplication.class, KycApplication.SERVICE, name, tokens, Map.of())) {
            String admin = tokens.user("olga", "main", "admin");
            ConnectionPlans plans = new ConnectionPlans(
                    service.bean(MongoDatabase.class), (query, variables) -> service.ask(query, variables, admin));
            plans.seedOperatorLists("main");
            seedProfiles(service.bean(MongoDatabase.class));
            seedScreenings(service.bean(MongoDatabase.class));
            seedDocuments(service.bean(MongoDatabase.class));
            List<Walk> walks = new ArrayList<>(ConnectionPlans.operatorListsOf("kyc"));
            for (String filter : List.of(
                    "{}",
                    "{state: MANUAL_REVIEW}",
                    "{tier: ENHANCED}",
                    "{state: MANUAL_REVIEW, tier: ENHANCED}",
                    "{reviewerId: \"rita\"}",
                    "{reviewerId: \"rita\", state: MANUAL_REVIEW}",
                    "{reviewerId: \"rita\", tier: ENHANCED}",
                    "{reviewerId: \"rita\", state: MANUAL_REVIEW, tier: ENHANCED}")) {
                walks.add(
                        Walk.of("Query.reviewQueue", "profiles", "{ reviewQueue(filter: " + filter + ", ARGS) PAGE }"));
            }
            walks.add(Walk.of("Query.myKycDocuments", "documents", "{ myKycDocuments(ARGS) PAGE }"));
            walks.add(Walk.of("Query.kycDocuments", "documents", "{ kycDocuments(userId: \"olga\", ARGS) PAGE }"));
            walks.add(Walk.of("Query.kycChecks", "checks", "{ kycChecks(userId: \"olga\", ARGS) PAGE }"));
            walks.add(Walk.of("Query.kycHistory", "profile_history", "{ kycHistory(userId: \"plans-0\", ARGS) PAGE }"));
            for (String filter : List.of(
                    "{}", "{state: MATCHED}", "{userId: \"plans-0\"}", "{userId: \"plans-0\", state: MATCHED}")) {
                walks.add(
                        Walk.of("Query.screenings", "screenings", "{ screenings(filter: " + filter + ", ARGS) PAGE }"));
            }
            walks.add(Walk.of("Query.sanctionsImports", "sanctions_imports", "{ sanctionsImports(ARGS) PAGE }"));
            plans.verify(walks, List.of());
        }
    }

    private static void seedProfiles(MongoDatabase database) {
        List<Document> profiles = new ArrayList<>();
        List<Document> history = new ArrayList<>();
        for (int i = 0; i < 80 * ConnectionPlans.PAGE; i++) {
            Date at = new Date(1_700_000_000_000L + i / 3);
            boolean isClaimed = i % 4 < 2;
            Document profile = new Document("tenantId", i % 2 == 0 ? "main" : "other")
                    .append("userId", "plans-" + i)
                    .append("state", isClaimed ? "MANUAL_REVIEW" : "IN_REVIEW")
                    .append("tier", "NONE")
                    .append("tierVersion", 0L)
                    .append("changes", 2L)
                    .append("met", List.of())
                    .append("updatedAt", at)
                    .append("requestedTier", i % 16 < 8 ? "ENHANCED" : "BASIC")
                    .append("since", at)
                    .append("dueAt", at)
                    .append("isInReview", true);
            profiles.add(isClaimed ? profile.append("reviewerId", i % 8 < 4 ? "rita" : "ralf") : profile);
            history.add(new Document("_id", "plans-" + i)
                    .append("tenantId", "main")
                    .append("userId", "plans-" + i % 2)
                    .append("act", "NOTED")
                    .append("state", "PENDING")
                    .append("tier", "NONE")
                    .append("at", at));
        }
        database.getCollection("profiles").insertMany(profiles);
        database.getCollection("profile_history").insertMany(history);
    }

    private static void seedScreenings(MongoDatabase database) {
        List<Document> screenings = new ArrayList<>();
        List<Document> imports = new ArrayList<>();
        for (int i = 0; i < 80 * ConnectionPlans.PAGE; i++) {
            Date at = new Date(1_700_000_000_000L + i / 3);
            screenings.add(new Document("_id", "plans-" + i)
                    .append("tenantId", i % 2 == 0 ? "main" : "other")
                    .append("userId", "plans-" + i % 4 / 2)
                    .append("cause", "DATA_SUBMITTED")
                    .append("state", i % 8 < 4 ? "MATCHED" : "CLEAR")
                    .append("version", 1L)
                    .append("at", at)
                    .append("screenedAt", at));
            imports.add(new Document("_id", "plans-" + i)
                    .append("tenantId", i % 2 == 0 ? "main" : "other")
                    .append("list", "plans")
                    .append("format", "OFAC_SDN_XML")
                    .append("state", "REPLACED")
                    .append("by", "rita")
                    .append("createdAt", at)
                    .append("uploadUntil", at)
                    .append("rows", 1L)
                    .append("persons", 1L)
                    .append("names", 1L));
        }
        database.getCollection("screenings").insertMany(screenings);
        database.getCollection("sanctions_imports").insertMany(imports);
    }

    private static void seedDocuments(MongoDatabase database) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 80 * ConnectionPlans.PAGE; i++) {
            Date at = new Date(1_700_000_000_000L + i / 3);
            documents.add(new Document("_id", "plans-" + i)
                    .append("tenantId", i % 8 < 4 ? "main" : "other")
                    .append("userId", i % 4 < 2 ? "olga" : "ann")
                    .append("state", "PROCESSING")
                    .append(
                            "file",
                            new Document("id", "f")
                                    .append("type", "PNG")
                                    .append("sizeBytes", 1L)
                                    .append("sha256", "")
                                    .append("key", ""))
                    .append("type", "SELFIE")
                    .append("side", "FRONT")
                    .append("createdAt", at)
                    .append("updatedAt", at));
        }
        database.getCollection("documents").insertMany(documents);
        documents.forEach(document -> document.append("kind", "AGE")
                .append("state", "PASSED")
                .append("since", document.getDate("createdAt"))
                .append("decidedAt", document.getDate("createdAt"))
                .append("documents", List.of())
                .append("reasons", List.of())
                .append("provider", "simulator"));
        database.getCollection("checks").insertMany(documents);
    }
}
