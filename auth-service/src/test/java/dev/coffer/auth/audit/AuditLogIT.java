package dev.coffer.auth.audit;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the log says of what clients do, and who may read it. */
@ExtendWith(StoresExtension.class)
final class AuditLogIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String NODE =
            "id at kind actorId subjectId details { name value } reason correlationId seq hash";
    private static AuthServer server;
    private static Someone admin;

    /** A user with an access token. */
    private record Someone(String id, String token) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        admin = someone("main", "admin@example.com", "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Someone someone(String tenant, String email, String... roles) {
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse(tenant, email, null, "Somebody", null, PASSWORD, null, Set.of(roles)));
        assertThat(made).isInstanceOf(UserResult.Done.class);
        return new Someone(((UserResult.Done) made).user().id(), token(tenant, email));
    }

    private static String token(String tenant, String email) {
        return text(server.login(Map.of("tenant", tenant, "identifier", email, "password", PASSWORD)), "accessToken");
    }

    private static JsonNode ask(Map<String, ?> filter, Someone by) {
        return server.ask(
                "query($f: AuditFilter) { auditLog(filter: $f, first: 100) { totalCount nodes { " + NODE + " } } }",
                Map.of("f", filter),
                by.token);
    }

    /** Those about a user, the oldest first, as "KIND by actor detail=value". */
    private static List<String> about(Someone subject) {
        List<String> told = new ArrayList<>();
        JsonNode nodes = ask(Map.of("subjectId", subject.id), admin).at("/data/auditLog/nodes");
        nodes.forEach(node -> told.addFirst(told(node)));
        return told;
    }

    private static String told(JsonNode node) {
        Map<String, String> details = details(node);
        details.keySet().removeAll(Set.of("session", "from", "to"));
        StringBuilder text = new StringBuilder(text(node, "kind"));
        text.append(" by ").append(node.path("actorId").isNull() ? "nobody" : text(node, "actorId"));
        details.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }

    private static Map<String, String> details(JsonNode node) {
        Map<String, String> details = new TreeMap<>();
        node.path("details").forEach(detail -> details.put(text(detail, "name"), text(detail, "value")));
        return details;
    }

    private static void mutate(String mutation, Map<String, ?> input, Someone by) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        JsonNode answer = server.ask(
                "mutation($i: " + type + "!) { " + mutation + "(input: $i) { __typename } }",
                Map.of("i", input),
                by.token);
        assertThat(text(AuthServer.result(answer, mutation), "__typename")).isNotEqualTo("Refusal");
    }

    @Test
    void it_tells_who_did_what_to_whom_and_once() {
        Someone ada = someone("main", "ada@example.com", "user");
        String session = text(server.login("ada@example.com", PASSWORD), "refreshToken");
        server.logout(session);
        server.logout(session);
        mutate("assignRole", Map.of("userId", ada.id, "role", "operator"), admin);
        mutate("assignRole", Map.of("userId", ada.id, "role", "operator"), admin);
        mutate("revokeRole", Map.of("userId", ada.id, "role", "operator"), admin);
        mutate("lockUser", Map.of("userId", ada.id), admin);
        mutate("unlockUser", Map.of("userId", ada.id), admin);
        Someone again = new Someone(ada.id, token("main", "ada@example.com"));
        mutate("changePassword", Map.of("currentPassword", PASSWORD, "newPassword", "staple gun sunrise"), again);
        mutate("endUserSessions", Map.of("userId", ada.id), admin);
        mutate("forcePasswordReset", Map.of("userId", ada.id), admin);

        String own = " by " + ada.id;
        String byAdmin = " by " + admin.id;
        assertThat(about(ada))
                .containsExactly(
                        "USER_REGISTERED by nobody roles=user",
                        "SIGNED_IN" + own + " strength=PASSWORD",
                        "SIGNED_IN" + own + " strength=PASSWORD",
                        "SESSIONS_ENDED" + own + " count=1 reason=LOGOUT",
                        "ROLE_ASSIGNED" + byAdmin + " role=operator",
                        "ROLE_REVOKED" + byAdmin + " role=operator",
                        "SESSIONS_ENDED by nobody count=1 reason=ACCOUNT_LOCKED",
                        "USER_LOCKED" + byAdmin,
                        "USER_UNLOCKED" + byAdmin,
                        "SIGNED_IN" + own + " strength=PASSWORD",
                        "PASSWORD_CHANGED" + own,
                        "SESSIONS_ENDED by nobody count=1 reason=ENDED_BY_OPERATOR",
                        "USER_SIGNED_OUT" + byAdmin,
                        "PASSWORD_RESET_FORCED" + byAdmin);
    }

    @Test
    void refused_sign_ins_are_counted_and_unknown_contacts_become_one_entry() {
        Someone eve = someone("main", "eve@example.com", "user");
        for (int i = 0; i < 3; i++) {
            server.login("eve@example.com", "wrong " + i);
            server.login("nobody-" + i + "@example.com", "wrong");
        }
        mutate("lockUser", Map.of("userId", eve.id), admin);
        server.login("eve@example.com", PASSWORD);
        server.clock().advance(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(about(eve))
                .contains(
                        "SIGN_IN_REFUSED by nobody count=3 reason=INVALID_CREDENTIALS",
                        "SIGN_IN_REFUSED by nobody count=1 reason=ACCOUNT_LOCKED"));
        List<String> unknown = new ArrayList<>();
        ask(Map.of("kinds", List.of("SIGN_IN_REFUSED")), admin)
                .at("/data/auditLog/nodes")
                .forEach(node -> {
                    if (node.path("subjectId").isNull()) {
                        unknown.add(details(node).get("count"));
                    }
                });
        assertThat(unknown).containsExactly("3");
    }

    @Test
    void a_setting_that_is_changed_is_told_with_the_reason() {
        server.setting("auth-service/password-tries", Map.of("free", "9"));

        JsonNode told = ask(Map.of("kinds", List.of("SETTING_CHANGED")), admin).at("/data/auditLog/nodes/0");

        assertThat(told(told)).isEqualTo("SETTING_CHANGED by somebody key=auth-service/password-tries version=1");
        assertThat(text(told, "reason")).isEqualTo("for a test");
    }

    @Test
    void every_entry_is_chained_within_a_moment_and_the_log_verifies() {
        someone("main", "quick@example.com", "user");

        await().untilAsserted(() -> ask(Map.of(), admin)
                .at("/data/auditLog/nodes")
                .forEach(node -> assertThat(node.path("seq").isInt()).isTrue()));
        JsonNode verified = server.ask(
                        "{ verifyAuditLog { isSound checked flaw { kind } next lastSeq lastHash } }", admin.token)
                .at("/data/verifyAuditLog");
        assertThat(verified.path("isSound").asBoolean()).isTrue();
        assertThat(verified.path("checked").asInt())
                .isPositive()
                .isEqualTo(verified.path("lastSeq").asInt());
        assertThat(text(verified, "lastHash")).matches("[0-9a-f]{64}");
    }

    @Test
    void nothing_in_it_is_a_secret_or_says_more_of_a_person_than_an_id() {
        Someone ann = someone("main", "ann@example.com", "user");
        server.login("ann@example.com", "wrong but secret");
        server.clock().advance(Duration.ofMinutes(2));
        await().untilAsserted(() -> assertThat(about(ann)).hasSizeGreaterThan(2));

        for (String collection : List.of(MongoAuditLog.COLLECTION, MongoRefusalTallies.COLLECTION)) {
            for (Document document :
                    server.bean(MongoDatabase.class).getCollection(collection).find()) {
                assertThat(document.toJson()).doesNotContain("example.com", PASSWORD, "wrong but secret", "Somebody");
            }
        }
    }

    @Test
    void the_filter_finds_by_whom_and_when() {
        Someone bob = someone("main", "bob@example.com", "user");
        mutate("lockUser", Map.of("userId", bob.id), admin);
        String now = server.now().toString();

        Map<String, Object> filter = new HashMap<>(Map.of("actorId", admin.id, "subjectId", bob.id));
        assertThat(ask(filter, admin).at("/data/auditLog/totalCount").asInt()).isEqualTo(1);
        filter.put("to", server.now().minusSeconds(3600).toString());
        assertThat(ask(filter, admin).at("/data/auditLog/totalCount").asInt()).isZero();
        assertThat(ask(Map.of("subjectId", bob.id, "kinds", List.of("SIGNED_IN", "USER_LOCKED")), admin)
                        .at("/data/auditLog/totalCount")
                        .asInt())
                .isEqualTo(2);
        List<String> tooMany = Arrays.stream(AuditKind.values())
                .map(AuditKind::name)
                .limit(AuditFilter.MOST_KINDS + 1)
                .toList();
        assertThat(errorCode(ask(Map.of("kinds", tooMany), admin))).isEqualTo("INVALID_INPUT");
        assertThat(errorCode(ask(Map.of("from", now, "to", now), admin))).isEqualTo("INVALID_INPUT");
    }

    @Test
    void an_export_in_parts_is_the_whole_log_in_order() {
        Someone cid = someone("main", "cid@example.com", "user");
        mutate("assignRole", Map.of("userId", cid.id, "role", "operator"), admin);
        await().untilAsserted(() -> ask(Map.of("subjectId", cid.id), admin)
                .at("/data/auditLog/nodes")
                .forEach(node -> assertThat(node.path("seq").isInt()).isTrue()));
        String whole = export(cid, 100, null).path("csv").asString();

        StringBuilder parts = new StringBuilder();
        @Nullable String after = null;
        do {
            JsonNode part = export(cid, 1, after);
            parts.append(part.path("csv").asString());
            after = part.path("endCursor").isNull() ? null : text(part, "endCursor");
        } while (after != null);

        assertThat(parts).hasToString(whole);
        assertThat(whole.lines().toList())
                .hasSize(4)
                .first()
                .isEqualTo("seq,id,at,kind,actor,subject,details,reason,correlation,hash");
        assertThat(errorCode(exportAnswer(cid, 5_001, null))).isEqualTo("INVALID_INPUT");
        assertThat(errorCode(exportAnswer(cid, 1, "made-up"))).isEqualTo("CURSOR_INVALID");
    }

    private static JsonNode export(Someone subject, int first, @Nullable String after) {
        return AuthServer.result(exportAnswer(subject, first, after), "auditLogExport");
    }

    private static JsonNode exportAnswer(Someone subject, int first, @Nullable String after) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("f", Map.of("subjectId", subject.id));
        variables.put("first", first);
        variables.put("after", after);
        return server.ask(
                "query($f: AuditFilter, $first: Int, $after: String) { auditLogExport(filter: $f, first: $first,"
                        + " after: $after) { entries csv endCursor } }",
                variables,
                admin.token);
    }

    @Test
    void only_administrators_read_it_and_their_own_tenants_only() {
        Someone user = someone("main", "user@example.com", "user");
        Someone operator = someone("main", "operator@example.com", "operator");
        Someone acme = someone("acme", "admin@example.com", "admin");
        for (Someone nobody : List.of(user, operator)) {
            assertThat(errorCode(ask(Map.of(), nobody))).isEqualTo("FORBIDDEN");
            assertThat(errorCode(server.ask("{ auditLogExport { csv } }", nobody.token)))
                    .isEqualTo("FORBIDDEN");
            assertThat(errorCode(server.ask("{ verifyAuditLog { isSound } }", nobody.token)))
                    .isEqualTo("FORBIDDEN");
        }

        assertThat(ask(Map.of("subjectId", user.id), acme)
                        .at("/data/auditLog/totalCount")
                        .asInt())
                .isZero();
        assertThat(ask(Map.of("subjectId", acme.id), acme)
                        .at("/data/auditLog/totalCount")
                        .asInt())
                .isEqualTo(2);
    }
}
