package dev.coffer.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.testkit.ConnectionPlans;
import dev.coffer.core.testkit.ConnectionPlans.Walk;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class ConnectionPlansIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String TRIES = "auth-service/password-tries";

    private static String admin(AuthServer server) {
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse(
                        "main", "admin@example.com", null, "Somebody", null, PASSWORD, null, Set.of("admin")));
        assertThat(made).isInstanceOf(UserResult.Done.class);
        return AuthServer.text(server.login("admin@example.com", PASSWORD), "accessToken");
    }

    /** One in eight is an operator, one in eleven is locked, one in five a service account. */
    private static void seedUsers(MongoDatabase database) {
        List<Document> users = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Document user = new Document("_id", "user-" + i)
                    .append("tenantId", i % 7 == 0 ? "acme" : "main")
                    .append("email", "user-" + i + "@example.com")
                    .append("displayName", "User " + i)
                    .append("locale", "en")
                    .append("status", i % 11 == 0 ? "LOCKED" : "ACTIVE")
                    .append("roles", i % 8 == 0 ? List.of("user", "operator") : List.of("user"))
                    .append("createdAt", new Date(1_700_000_000_000L + i / 3))
                    .append("version", 1L);
            users.add(i % 5 == 0 ? user.append("kind", "SERVICE").append("serviceName", "user " + i) : user);
        }
        database.getCollection("users").insertMany(users);
    }

    private static void seedHistory(MongoDatabase database) {
        List<Document> versions = new ArrayList<>();
        for (long number = 1; number <= 200; number++) {
            versions.add(new Document("_id", TRIES + "||" + number)
                    .append("key", TRIES)
                    .append("tenantId", null)
                    .append("version", number)
                    .append("values", List.of())
                    .append("changedBy", "somebody")
                    .append("changedAt", new Date(1_700_000_000_000L + number))
                    .append("reason", "for the test")
                    .append("restored", null)
                    .append("diff", List.of()));
        }
        database.getCollection("service_config_versions").insertMany(versions);
    }

    private static void seedRoleVersions(MongoDatabase database) {
        List<Document> versions = new ArrayList<>();
        for (long number = 1; number <= 1_000; number++) {
            String tenant = number % 7 == 0 ? "acme" : "main";
            versions.add(new Document("_id", tenant + "|" + number)
                    .append("tenantId", tenant)
                    .append("version", number)
                    .append("changedBy", "somebody")
                    .append("changedAt", new Date(1_700_000_000_000L + number))
                    .append("reason", "for the test")
                    .append("changes", List.of()));
        }
        database.getCollection("tenant_role_versions").insertMany(versions);
    }

    /** More of a user's than there can be, so that the plan shows. */
    private static void seedCodes(MongoDatabase database, String adminId) {
        List<Document> codes = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            codes.add(new Document("_id", "code-" + i)
                    .append("tenantId", "main")
                    .append("purpose", "SIGN_IN")
                    .append("subject", "subject-" + i)
                    .append("userId", i % 4 == 0 ? adminId : "user-" + i)
                    .append("sentTo", "a***@e***.com")
                    .append("triesLeft", 5)
                    .append("createdAt", new Date(1_700_000_000_000L + i / 3))
                    .append("expiresAt", new Date(System.currentTimeMillis() + 3_600_000)));
        }
        database.getCollection("codes").insertMany(codes);
    }

    /** Half of them have ended, and half are another user's. */
    private static void seedSessions(MongoDatabase database, String userId) {
        Date now = new Date();
        List<Document> sessions = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Document session = new Document("_id", "session-" + i)
                    .append("tenantId", "main")
                    .append("userId", i % 4 < 2 ? userId : "user-" + i)
                    .append("generation", 1L)
                    .append("current", new Binary(new byte[32]))
                    .append("previous", new Binary(new byte[0]))
                    .append("startedAt", new Date(now.getTime() - i / 3))
                    .append("rotatedAt", now)
                    .append("forgetAt", new Date(now.getTime() + 600_000));
            sessions.add(i % 2 == 0 ? session.append("isOpen", true) : session.append("endedAt", now));
        }
        database.getCollection("sessions").insertMany(sessions);
    }

    /** One in four has been revoked, and half are another user's. */
    private static void seedKeys(MongoDatabase database, String userId) {
        List<Document> keys = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Document key = new Document("_id", "key-" + i)
                    .append("tenantId", "main")
                    .append("userId", i % 4 < 2 ? userId : "user-" + i)
                    .append("prefix", "prefix-" + i)
                    .append("digest", "digest")
                    .append("name", "Key " + i)
                    .append("scopes", List.of("user:read"))
                    .append("createdBy", userId)
                    .append("createdAt", new Date(1_700_000_000_000L + i / 3));
            keys.add(i % 4 == 0 ? key : key.append("isLive", true));
        }
        database.getCollection("api_keys").insertMany(keys);
    }

    /** One in three is the admin's doing, one in four happened to the admin. */
    private static void seedAudit(MongoDatabase database, String adminId) {
        List<Document> entries = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            entries.add(new Document("_id", "entry-" + i)
                    .append("tenantId", i % 7 == 0 ? "acme" : "main")
                    .append("at", new Date(1_700_000_000_000L + i / 3))
                    .append("kind", i / 3 % 9 == 0 ? "USER_LOCKED" : i / 3 % 9 == 1 ? "USER_UNLOCKED" : "SIGNED_IN")
                    .append("actorId", i % 3 == 0 ? adminId : "user-" + i)
                    .append("subjectId", i % 4 == 0 ? adminId : "user-" + i)
                    .append("details", new Document())
                    .append("hash", "ab"));
        }
        database.getCollection("audit_log").insertMany(entries);
    }

    private static void seedApplications(MongoDatabase database) {
        List<Document> applications = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            applications.add(new Document("_id", "application-" + i)
                    .append("tenantId", i % 7 == 0 ? "acme" : "main")
                    .append("name", "Application " + i)
                    .append("grants", List.of("AUTHORIZATION_CODE"))
                    .append("redirectUris", List.of("https://lens.example.com/" + i))
                    .append("createdAt", new Date(1_700_000_000_000L + i / 3))
                    .append("version", 1L));
        }
        database.getCollection("oauth_clients").insertMany(applications);
    }

    private static Walk audit(String filter) {
        return Walk.of("Query.auditLog", "audit_log", "{ auditLog(filter: " + filter + ", ARGS) PAGE }");
    }

    private static Walk users(String filter) {
        return Walk.of("Query.users", "users", "{ users(filter: " + filter + ", ARGS) PAGE }");
    }

    @Test
    void a_page_costs_what_is_on_it(@FreshDatabase String name) {
        try (AuthServer server = AuthServer.start(name)) {
            String admin = admin(server);
            MongoDatabase database = server.bean(MongoDatabase.class);
            ConnectionPlans plans =
                    new ConnectionPlans(database, (query, variables) -> server.ask(query, variables, admin));
            await().until(() -> AuthServer.errorCode(
                            server.ask("{ setting(key: \"" + TRIES + "\") { key } }", Map.of(), admin))
                    .isEmpty());
            seedUsers(database);
            seedHistory(database);
            plans.seedOperatorLists("main");
            String adminId = AuthServer.text(server.ask("{ me { id } }", admin).at("/data/me"), "id");
            seedCodes(database, adminId);
            seedSessions(database, adminId);
            seedKeys(database, adminId);
            seedAudit(database, adminId);
            seedApplications(database);
            List<Walk> walks = new ArrayList<>(ConnectionPlans.operatorListsOf("auth"));
            walks.add(Walk.of("Query.auditLog", "audit_log", "{ auditLog(ARGS) PAGE }"));
            walks.add(audit("{actorId: \"" + adminId + "\"}"));
            walks.add(audit("{subjectId: \"" + adminId + "\"}"));
            walks.add(audit("{kinds: [USER_LOCKED]}"));
            walks.add(audit("{kinds: [USER_LOCKED, USER_UNLOCKED]}"));
            walks.add(audit("{from: \"2023-11-14T22:13:20.100Z\", to: \"2023-11-14T22:13:20.400Z\"}"));
            walks.add(Walk.of("Query.mySessions", "sessions", "{ mySessions(ARGS) PAGE }"));
            walks.add(Walk.of(
                    "Query.userSessions", "sessions", "{ userSessions(userId: \"" + adminId + "\", ARGS) PAGE }"));
            walks.add(Walk.of("Query.apiKeys", "api_keys", "{ apiKeys(ARGS) PAGE }"));
            walks.add(Walk.of("Query.serviceAccounts", "users", "{ serviceAccounts(ARGS) PAGE }"));
            walks.add(Walk.of("Query.oauthClients", "oauth_clients", "{ oauthClients(ARGS) PAGE }"));
            walks.add(Walk.of("Query.users", "users", "{ users(ARGS) PAGE }"));
            walks.add(Walk.of("Query.pendingOperations", "codes", "{ pendingOperations(ARGS) PAGE }"));
            walks.add(Walk.ofUser("pendingOperations", "codes", adminId));
            walks.add(users("{status: LOCKED}"));
            walks.add(users("{role: \"operator\"}"));
            walks.add(users("{role: \"operator\", status: LOCKED}"));
            walks.add(new Walk(
                    "Setting.history",
                    "service_config_versions",
                    "{ setting(key: \"" + TRIES + "\") { history(ARGS) PAGE } }",
                    Map.of(),
                    "/data/setting/history"));
            seedRoleVersions(database);
            walks.add(Walk.of("Query.rolesHistory", "tenant_role_versions", "{ rolesHistory(ARGS) PAGE }"));
            // What the services declare, and the roles of a tenant: kept together, and read as one.
            plans.verify(walks, List.of("Query.settings", "Query.roles"));
        }
    }
}
