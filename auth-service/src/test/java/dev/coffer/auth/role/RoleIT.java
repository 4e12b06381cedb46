package dev.coffer.auth.role;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static dev.coffer.auth.role.RoleClient.role;
import static dev.coffer.auth.role.RoleClient.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A tenant's own roles over GraphQL, at two replicas. */
@ExtendWith(StoresExtension.class)
final class RoleIT {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static AuthServer server;
    private static AuthServer other;
    private static RoleClient admin;
    private static RoleClient acmeAdmin;
    private static RoleClient user;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        other = server.replica();
        admin = staff(server, "main", "admin@example.com", "tenant-admin");
        acmeAdmin = staff(server, "acme", "admin@example.com", "tenant-admin");
        user = staff(server, "main", "user@example.com", "user");
    }

    @AfterAll
    static void stop() {
        other.close();
        server.close();
    }

    private static String code(JsonNode result) {
        return result.path("code").asString("");
    }

    @Test
    void a_saved_role_permits_at_every_replica_within_a_second_and_at_no_other_tenant() {
        assertThat(text(admin.save(role("teller", "wallet:freeze:all", "user:read:own")), "__typename"))
                .isEqualTo("RoleChange");
        RoleClient tom = staff(server, "main", "tom@example.com", "teller");
        await().atMost(SOON).until(() -> tom.at(other).can("wallet:freeze:all"));
        assertThat(tom.can("wallet:freeze:all")).isTrue();
        assertThat(tom.can("wallet:adjust:all")).isFalse();

        admin.save(role("teller", "user:read:own"));

        await().atMost(SOON).until(() -> !tom.can("wallet:freeze:all"));
        await().atMost(SOON).until(() -> !tom.at(other).can("wallet:freeze:all"));
        assertThat(errorCode(acmeAdmin.ask("{ role(name: \"teller\") { name } }", Map.of())))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void a_built_in_role_is_changed_for_that_tenant_and_set_back() {
        RoleClient mainClerk = staff(server, "main", "clerk@example.com", "operator", "user");
        RoleClient acmeClerk = staff(server, "acme", "clerk@example.com", "operator", "user");
        JsonNode saved = admin.save(role("operator", "user:read:all"));
        assertThat(saved.at("/role/isBuiltIn").asBoolean()).isTrue();
        assertThat(saved.at("/role/isOwn").asBoolean()).isTrue();
        assertThat(saved.path("reach").toString()).contains("finance");

        await().atMost(SOON).until(() -> !mainClerk.can("wallet:read:all"));
        assertThat(acmeClerk.can("wallet:read:all")).isTrue();

        assertThat(admin.delete("operator").at("/role/isOwn").asBoolean(true)).isFalse();
        await().atMost(SOON).until(() -> mainClerk.can("wallet:read:all"));
        assertThat(code(admin.delete("operator"))).isEqualTo("ROLE_BUILT_IN");
        assertThat(code(admin.delete("emperor"))).isEqualTo("ROLE_UNKNOWN");
    }

    @Test
    void only_who_may_sees_and_changes_roles() {
        assertThat(errorCode(user.ask("{ roles { nodes { name } } }", Map.of())))
                .isEqualTo("FORBIDDEN");
        Map<String, Object> input = role("robber", "*:*:all");
        input.put("expectedVersion", 0);
        assertThat(errorCode(user.mutate("saveRole", input))).isEqualTo("FORBIDDEN");
        RoleClient operator = staff(server, "main", "onlooker@example.com", "operator");
        assertThat(errorCode(operator.mutate("saveRole", input))).isEqualTo("FORBIDDEN");
        assertThat(operator.ask("{ roles { totalCount nodes { name findings { code } } } }", Map.of())
                        .at("/data/roles/totalCount")
                        .asInt())
                .isGreaterThan(6);
    }

    @Test
    void who_manages_roles_within_limits_never_gets_beyond_them() {
        admin.save(role(
                "lead", "role:save:all", "role:delete:all", "role:read:all", "role:assign:all", "wallet:read:all"));
        RoleClient lead = staff(server, "main", "lead@example.com", "lead");

        assertThat(code(lead.save(role("lead", "*:*:all")))).isEqualTo("BEYOND_OWN_ROLES");
        Map<String, Object> heir = role("helper");
        heir.put("inherits", List.of("finance"));
        assertThat(code(lead.save(heir))).isEqualTo("BEYOND_OWN_ROLES");
        Map<String, Object> urgent = role("helper");
        urgent.put("grants", List.of(Map.of("urn", "wallet:read:all", "priority", 1)));
        assertThat(code(lead.save(urgent))).isEqualTo("BEYOND_OWN_ROLES");
        Map<String, Object> denying = role("user", "user:read:own");
        denying.put("denials", List.of(Map.of("urn", "transfer:create:all")));
        assertThat(code(lead.save(denying))).isEqualTo("BEYOND_OWN_ROLES");
        assertThat(code(lead.delete("user"))).isEqualTo("ROLE_BUILT_IN");

        assertThat(text(lead.save(role("helper", "wallet:read:own")), "__typename"))
                .isEqualTo("RoleChange");
        assertThat(text(assign(lead, "helper"), "__typename")).isEqualTo("User");
        assertThat(code(assign(lead, "finance"))).isEqualTo("BEYOND_OWN_ROLES");
        assertThat(code(admin.delete("helper"))).isEqualTo("ROLE_IN_USE");
        assertThat(admin.delete("helper").path("message").asString()).contains(user.id());
    }

    private static JsonNode assign(RoleClient by, String role) {
        String document = "mutation($input: AssignRoleInput!) { assignRole(input: $input)"
                + " { __typename ... on Refusal { code message field } } }";
        return result(by.ask(document, Map.of("input", Map.of("userId", user.id(), "role", role))), "assignRole");
    }

    @Test
    void an_administrator_does_not_lock_the_tenant_out() {
        assertThat(code(admin.save(role("tenant-admin", "user:read:own")))).isEqualTo("ROLE_FIXED");
        assertThat(code(admin.save(role("admin")))).isEqualTo("ROLE_FIXED");
        Map<String, Object> denial = role("suspect");
        denial.put("denials", List.of(Map.of("urn", "*:*:all", "priority", 9)));
        assertThat(code(admin.save(denial))).isEqualTo("ROLE_LOCKS_OUT");
        RoleClient both = staff(server, "main", "both@example.com", "admin", "user");
        Map<String, Object> bound = role("user", "user:read:own");
        bound.put("denials", List.of(Map.of("urn", "transfer:create:all")));
        assertThat(code(both.save(bound))).isEqualTo("ROLE_LOCKS_OUT");
    }

    @Test
    void of_two_administrators_who_save_at_once_one_wins_and_the_other_is_told() throws Exception {
        int version = admin.version();
        String token = admin.token();
        List<Callable<JsonNode>> saves = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RoleClient at = i % 2 == 0 ? admin : admin.at(other);
            Map<String, Object> input = role("racer-" + i, "wallet:read:own");
            input.put("expectedVersion", version);
            saves.add(() -> result(at.mutate("saveRole", input, token), "saveRole"));
        }
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JsonNode> one : pool.invokeAll(saves)) {
                outcomes.add(code(one.get()));
            }
        }
        assertThat(outcomes).containsOnlyOnce("").containsOnly("", "ROLES_CHANGED");
        assertThat(admin.version()).isEqualTo(version + 1);
        assertThat(told(version + 1)).isOne();
    }

    private static long told(int version) {
        return server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .countDocuments(Filters.and(
                        Filters.eq("eventType", "roles.changed"),
                        Filters.eq("tenantId", "main"),
                        Filters.regex("data", "\"version\":" + version + "\\b")));
    }

    @Test
    void a_dry_run_tells_what_a_change_comes_to_and_changes_nothing() {
        int version = admin.version();
        Map<String, Object> dry = role("dry", "wallet:read:all", "wallet:read:own");
        dry.put("isDryRun", true);

        JsonNode told = admin.save(dry);

        assertThat(told.path("isDryRun").asBoolean()).isTrue();
        assertThat(told.path("version").asInt()).isEqualTo(version);
        assertThat(told.at("/changes/0").asString()).contains("dry");
        assertThat(told.at("/findings/0/code").asString()).isEqualTo("GRANT_COVERED");
        assertThat(told.at("/reach/0/gainedGrants/0").asString()).contains("wallet:read:all");
        assertThat(admin.version()).isEqualTo(version);
        assertThat(errorCode(admin.ask("{ role(name: \"dry\") { name } }", Map.of())))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void what_is_wrong_with_a_role_is_told_by_field() {
        Map<String, Object> wrong = role("wrong", "wallet:read:all", "wallet:read");
        wrong.put("expectedVersion", 0);
        wrong.put("denials", List.of(Map.of("urn", "wallet:read:own", "when", "{\"sometimes\": true}")));
        JsonNode answer = admin.mutate("saveRole", wrong);
        assertThat(errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.toString()).contains("input.grants[1]", "input.denials[0]");

        assertThat(text(admin.save(withParent("orphan", "nobody")), "field")).isEqualTo("input.inherits");
        assertThat(code(admin.save(withParent("orphan", "nobody")))).isEqualTo("ROLE_PARENT_UNKNOWN");
        admin.save(role("hen"));
        admin.save(withParent("egg", "hen"));
        assertThat(code(admin.save(withParent("hen", "egg")))).isEqualTo("ROLE_CYCLE");
        assertThat(code(admin.delete("hen"))).isEqualTo("ROLE_IN_USE");
        String[] many = new String[RoleLimits.RULES + 1];
        java.util.Arrays.setAll(many, i -> "wallet:read:w-" + i);
        assertThat(code(admin.save(role("many", many)))).isEqualTo("TOO_MANY_RULES");
    }

    private static Map<String, Object> withParent(String name, String parent) {
        Map<String, Object> role = role(name);
        role.put("inherits", List.of(parent));
        return role;
    }

    @Test
    void every_version_is_kept_with_who_why_and_what() {
        admin.save(role("annals", "wallet:read:own"));
        Map<String, Object> next = role("annals", "wallet:read:all");
        next.put("reason", "they need all");
        admin.save(next);
        admin.save(next);

        JsonNode versions = admin.ask(
                        "{ rolesHistory(first: 2) { nodes { version changedBy reason changes { role before after } } } }",
                        Map.of())
                .at("/data/rolesHistory/nodes");

        JsonNode newest = versions.path(0);
        assertThat(newest.path("version").asInt()).isEqualTo(admin.version());
        assertThat(text(newest, "changedBy")).isEqualTo(admin.id());
        assertThat(text(newest, "reason")).isEqualTo("they need all");
        assertThat(newest.at("/changes/0/before").asString()).contains("wallet:read:own");
        assertThat(newest.at("/changes/0/after").asString()).contains("wallet:read:all");
        assertThat(versions.path(1).at("/changes/0/before").isNull()).isTrue();
        assertThat(acmeAdmin
                        .ask("{ rolesHistory { nodes { reason } } }", Map.of())
                        .toString())
                .doesNotContain("they need all");
    }

    @Test
    void a_set_is_taken_over_once_and_may_be_changed_then() {
        JsonNode adopted = result(
                acmeAdmin.mutate(
                        "adoptRoleSet",
                        Map.of("roleSet", "BANKING", "expectedVersion", acmeAdmin.version(), "reason", "open")),
                "adoptRoleSet");
        assertThat(adopted.path("changes").toString()).contains("branch-manager", "teller", "customer-service");
        RoleClient manager = staff(server, "acme", "manager@example.com", "branch-manager");
        assertThat(manager.ask("{ users { nodes { id } } }", Map.of())
                        .path("errors")
                        .isMissingNode())
                .isTrue();

        JsonNode again = result(
                acmeAdmin.mutate(
                        "adoptRoleSet",
                        Map.of("roleSet", "BANKING", "expectedVersion", acmeAdmin.version(), "reason", "again")),
                "adoptRoleSet");
        assertThat(code(again)).isEqualTo("ROLE_TAKEN");
        assertThat(acmeAdmin
                        .ask("{ roleSets { name roles { name grants { urn } } } }", Map.of())
                        .at("/data/roleSets")
                        .size())
                .isEqualTo(4);
        Map<String, Object> less = role("branch-manager", "user:read:all");
        assertThat(text(acmeAdmin.save(less), "__typename")).isEqualTo("RoleChange");
        acmeAdmin.delete("branch-manager");
    }

    @Test
    void operators_are_told_why_and_users_whether() {
        RoleClient una = staff(server, "main", "una@example.com", "user");
        String query = "query($urn: String!, $id: ID!) { explainAccess(urn: $urn, userId: $id)"
                + " { isPermitted outcome role path isDenial condition text rule { urn } } }";
        JsonNode told = admin.ask(query, Map.of("urn", "wallet:adjust:all", "id", una.id()))
                .at("/data/explainAccess");
        assertThat(told.path("isPermitted").asBoolean()).isFalse();
        assertThat(text(told, "outcome")).isEqualTo("NOT_GRANTED");
        JsonNode own = admin.ask(query, Map.of("urn", "wallet:read:own", "id", una.id()))
                .at("/data/explainAccess");
        assertThat(own.path("isPermitted").asBoolean()).isTrue();
        assertThat(own.at("/rule/urn").asString()).isEqualTo("wallet:read:own");
        assertThat(text(own, "text")).contains("role \"user\"");

        assertThat(una.can("wallet:read:own")).isTrue();
        assertThat(una.can("wallet:read:all")).isFalse();
        assertThat(errorCode(una.ask("{ can(urn: \"wallet:*:own\") }", Map.of())))
                .isEqualTo("INVALID_INPUT");
        Map<String, String> mine = Map.of("urn", "wallet:read:own", "id", una.id());
        assertThat(errorCode(una.ask(query, mine))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(acmeAdmin.ask(query, mine))).isEqualTo("NOT_FOUND");
    }

    @Test
    void a_condition_decides_by_the_time_and_what_is_not_known_denies() {
        Map<String, Object> guarded = role("guarded", "user:read:own");
        String never = "{\"cidr\": [\"0.0.0.0/0\"]}";
        String always = "{\"not\": {\"hours\": {\"from\": \"08:00\", \"to\": \"08:00\", \"zone\": \"UTC\"}}}";
        guarded.put(
                "grants",
                List.of(
                        Map.of("urn", "user:read:own"),
                        Map.of("urn", "wallet:freeze:all", "when", always),
                        Map.of("urn", "wallet:adjust:all", "when", never)));
        admin.save(guarded);
        RoleClient guard = staff(server, "main", "guard@example.com", "guarded");
        assertThat(guard.can("wallet:freeze:all")).isTrue();
        assertThat(guard.can("wallet:adjust:all")).isFalse();
    }

    @Test
    void nothing_of_it_is_told_to_strangers() {
        var answer = server.get("/internal/policies.json");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void the_collections_belong_to_tenants() {
        admin.save(role("kept", "wallet:read:own"));
        for (String collection : List.of(MongoRoles.COLLECTION, MongoRoles.VERSIONS)) {
            assertThat(server.bean(MongoDatabase.class)
                            .getCollection(collection)
                            .countDocuments(Filters.exists("tenantId", false)))
                    .isZero();
        }
        Map<String, Object> counted = new HashMap<>();
        server.bean(MongoDatabase.class)
                .getCollection(MongoRoles.COLLECTION)
                .find()
                .forEach((Document one) -> counted.put(one.getString("_id"), one.getString("tenantId")));
        assertThat(counted).allSatisfy((id, tenant) -> assertThat(tenant).isEqualTo(id));
    }
}
