package dev.coffer.auth.user;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Who sees and changes whom. */
@ExtendWith(StoresExtension.class)
final class UserAccessIT {

    private static final String PASSWORD = "correct horse battery";
    private static AuthServer server;
    private static Member ada;
    private static Member ben;
    private static Member operator;
    private static Member admin;
    private static Member acmeAdmin;

    /** A user with an access token. */
    private record Member(String id, String token) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        ada = member("main", "ada@example.com", "user");
        ben = member("main", "ben@example.com", "user");
        operator = member("main", "operator@example.com", "operator");
        admin = member("main", "admin@example.com", "admin");
        acmeAdmin = member("acme", "admin@example.com", "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void users_see_themselves_and_operators_see_everybody_of_their_tenant() {
        assertThat(text(user(ada.id, ada).at("/data/user"), "id")).isEqualTo(ada.id);
        assertThat(text(user(ada.id, operator).at("/data/user"), "email")).isEqualTo("ada@example.com");
    }

    @Test
    void another_users_id_an_unknown_one_and_another_tenants_get_the_same_answer() {
        String unknown = "0192f0c1-7b1e-7c3a-9d7e-0d6a5b2f4c11";
        JsonNode foreign = user(ada.id, ben);

        assertThat(errorCode(foreign)).isEqualTo("NOT_FOUND");
        assertThat(message(foreign).replace(ada.id, "?"))
                .isEqualTo(message(user(unknown, ben)).replace(unknown, "?"));
        assertThat(errorCode(user(unknown, operator))).isEqualTo("NOT_FOUND");
        assertThat(errorCode(user(ada.id, acmeAdmin))).isEqualTo("NOT_FOUND");
        assertThat(errorCode(server.ask("{ user(id: \"" + ada.id + "\") { id } }", null)))
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void who_looked_for_others_is_found_by_administrators_of_the_tenant() {
        Member carl = member("main", "carl@example.com", "user");
        user(ada.id, carl);
        String query = "{ authDenials(filter: {userId: \"" + carl.id + "\"}) { nodes { permission ownerIds } } }";

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(server.ask(query, admin.token)
                                .at("/data/authDenials/nodes")
                                .toString())
                        .isEqualTo("[{\"permission\":\"user:read\",\"ownerIds\":[\"" + ada.id + "\"]}]"));
        assertThat(errorCode(server.ask(query, operator.token))).isEqualTo("FORBIDDEN");
    }

    @Test
    void entities_are_given_to_those_who_may_see_them_only() {
        JsonNode mixed = entities(ben, ben.id, ada.id);

        assertThat(text(mixed.at("/data/_entities/0"), "email")).isEqualTo("ben@example.com");
        assertThat(mixed.at("/data/_entities/1").isNull()).isTrue();
        assertThat(errorCode(mixed)).isEqualTo("NOT_FOUND");
        assertThat(entities(operator, ben.id, ada.id)
                        .at("/data/_entities/1/email")
                        .asString())
                .isEqualTo("ada@example.com");
        assertThat(entities(acmeAdmin, ada.id).at("/data/_entities/0").isNull()).isTrue();
        assertThat(server.ask(
                                "query($r: [_Any!]!) { _entities(representations: $r) { ... on User { email } } }",
                                Map.of("r", List.of(Map.of("__typename", "User", "id", ada.id))),
                                null)
                        .at("/data/_entities/0/email")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void only_operators_list_users() {
        assertThat(errorCode(server.ask("{ users { nodes { id } } }", ada.token)))
                .isEqualTo("FORBIDDEN");
        assertThat(errorCode(server.ask("{ users { nodes { id } } }", null))).isEqualTo("UNAUTHENTICATED");
        JsonNode acme = server.ask("{ users { totalCount nodes { id } } }", acmeAdmin.token)
                .at("/data/users");
        assertThat(acme.path("totalCount").asInt()).isEqualTo(1);
        assertThat(acme.at("/nodes/0/id").asString()).isEqualTo(acmeAdmin.id);
    }

    @Test
    void pages_of_users_follow_each_other_without_gap_or_repetition() {
        Set<String> seen = new LinkedHashSet<>();
        String after = null;
        int pages = 0;
        JsonNode page;
        do {
            page = server.ask(
                            "query($after: String) { users(first: 2, after: $after)"
                                    + " { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }",
                            after == null ? Map.of() : Map.of("after", after),
                            operator.token)
                    .at("/data/users");
            page.path("edges")
                    .forEach(edge ->
                            assertThat(seen.add(edge.at("/node/id").asString())).isTrue());
            after = page.at("/pageInfo/endCursor").asString();
            pages++;
        } while (page.at("/pageInfo/hasNextPage").asBoolean() && pages < 20);

        assertThat(seen).contains(ada.id, ben.id, operator.id, admin.id).doesNotContain(acmeAdmin.id);
    }

    @Test
    void a_filter_finds_users_by_contact_and_by_role() {
        JsonNode byContact =
                server.ask("{ users(filter: {contact: \"ADA@example.com\"}) { nodes { id } } }", operator.token);
        JsonNode byRole = server.ask("{ users(filter: {role: \"operator\"}) { nodes { id } } }", operator.token);

        assertThat(byContact.at("/data/users/nodes").size()).isEqualTo(1);
        assertThat(byContact.at("/data/users/nodes/0/id").asString()).isEqualTo(ada.id);
        assertThat(byRole.at("/data/users/nodes").toString())
                .contains(operator.id)
                .doesNotContain(ben.id);
    }

    @Test
    void an_admin_gives_a_role_that_counts_from_the_next_token_on() {
        server.registered("carla@example.com", PASSWORD);
        JsonNode session = server.login("carla@example.com", PASSWORD);
        String carla = text(session.path("user"), "id");

        JsonNode given = role("assignRole", admin, carla, "operator");
        JsonNode refreshed = server.refresh(text(session, "refreshToken"));

        assertThat(given.path("roles").toString()).isEqualTo("[\"operator\",\"user\"]");
        assertThat(errorCode(server.ask("{ users { nodes { id } } }", text(session, "accessToken"))))
                .isEqualTo("FORBIDDEN");
        assertThat(server.ask("{ users { nodes { id } } }", text(refreshed, "accessToken"))
                        .at("/data/users/nodes")
                        .size())
                .isPositive();

        JsonNode taken = role("revokeRole", admin, carla, "operator");
        JsonNode again = server.refresh(text(refreshed, "refreshToken"));
        assertThat(taken.path("roles").toString()).isEqualTo("[\"user\"]");
        assertThat(errorCode(server.ask("{ users { nodes { id } } }", text(again, "accessToken"))))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void giving_a_role_twice_and_taking_one_that_is_not_there_change_nothing() {
        String id = server.registered("twice@example.com", PASSWORD);
        role("assignRole", admin, id, "operator");

        assertThat(role("assignRole", admin, id, "operator").path("roles").toString())
                .isEqualTo("[\"operator\",\"user\"]");
        assertThat(role("revokeRole", admin, id, "finance").path("roles").toString())
                .isEqualTo("[\"operator\",\"user\"]");
    }

    @Test
    void nobody_raises_themselves() {
        assertThat(errorCode(roleAnswer("assignRole", ada, ada.id, "admin"))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(roleAnswer("assignRole", operator, ada.id, "operator")))
                .isEqualTo("FORBIDDEN");
        assertThat(text(role("assignRole", admin, admin.id, "finance"), "code")).isEqualTo("OWN_ROLES");
        assertThat(text(role("revokeRole", admin, admin.id, "admin"), "code")).isEqualTo("OWN_ROLES");
        assertThat(text(role("assignRole", admin, ada.id, "emperor"), "code")).isEqualTo("ROLE_UNKNOWN");
    }

    @Test
    void a_locked_user_is_out_until_unlocked() {
        String id = server.registered("locked@example.com", PASSWORD);
        JsonNode session = server.login("locked@example.com", PASSWORD);

        JsonNode locked = lock("lockUser", admin, id);

        assertThat(text(locked, "status")).isEqualTo("LOCKED");
        assertThat(text(server.refresh(text(session, "refreshToken")), "code")).isEqualTo("SESSION_ENDED");
        assertThat(text(server.login("locked@example.com", PASSWORD), "code")).isEqualTo("ACCOUNT_LOCKED");
        assertThat(text(server.login("locked@example.com", "wrong password"), "code"))
                .as("only who knows the password learns of the lock")
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(text(lock("lockUser", admin, id), "status")).isEqualTo("LOCKED");
        assertThat(text(lock("unlockUser", admin, id), "status")).isEqualTo("ACTIVE");
        assertThat(text(server.login("locked@example.com", PASSWORD), "__typename"))
                .isEqualTo("Session");
        assertThat(text(server.refresh(text(session, "refreshToken")), "code"))
                .as("what the lock ended stays ended")
                .isEqualTo("SESSION_ENDED");
    }

    @Test
    void nobody_locks_themselves_or_without_being_permitted_to() {
        assertThat(text(lock("lockUser", admin, admin.id), "code")).isEqualTo("OWN_ACCOUNT");
        assertThat(errorCode(lockAnswer("lockUser", operator, ada.id))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(lockAnswer("lockUser", acmeAdmin, ada.id))).isEqualTo("NOT_FOUND");
    }

    @Test
    void an_admin_of_one_tenant_reaches_nobody_of_another() {
        assertThat(errorCode(roleAnswer("assignRole", acmeAdmin, ada.id, "operator")))
                .isEqualTo("NOT_FOUND");
    }

    private static JsonNode role(String mutation, Member caller, String userId, String role) {
        return AuthServer.result(roleAnswer(mutation, caller, userId, role), mutation);
    }

    private static JsonNode roleAnswer(String mutation, Member caller, String userId, String role) {
        return server.ask(
                "mutation { " + mutation + "(input: {userId: \"" + userId + "\", role: \"" + role
                        + "\"}) { ... on User { id roles } ... on Refusal { code field } } }",
                caller.token);
    }

    private static JsonNode lock(String mutation, Member caller, String userId) {
        return AuthServer.result(lockAnswer(mutation, caller, userId), mutation);
    }

    private static JsonNode lockAnswer(String mutation, Member caller, String userId) {
        return server.ask(
                "mutation { " + mutation + "(input: {userId: \"" + userId
                        + "\"}) { ... on User { id status } ... on Refusal { code field } } }",
                caller.token);
    }

    private static JsonNode user(String id, Member caller) {
        return server.ask("{ user(id: \"" + id + "\") { id email } }", caller.token);
    }

    private static JsonNode entities(Member caller, String... ids) {
        List<Map<String, String>> representations = List.of(ids).stream()
                .map(id -> Map.of("__typename", "User", "id", id))
                .toList();
        return server.ask(
                "query($r: [_Any!]!) { _entities(representations: $r) { ... on User { id email } } }",
                Map.of("r", representations),
                caller.token);
    }

    private static String message(JsonNode answer) {
        return answer.at("/errors/0/message").asString();
    }

    private static Member member(String tenant, String email, String role) {
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse(tenant, email, null, "Member", null, PASSWORD, null, Set.of(role)));
        assertThat(made).isInstanceOf(UserResult.Done.class);
        JsonNode session = server.login(Map.of("tenant", tenant, "identifier", email, "password", PASSWORD));
        return new Member(text(session.path("user"), "id"), text(session, "accessToken"));
    }
}
