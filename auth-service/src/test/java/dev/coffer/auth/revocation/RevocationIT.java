package dev.coffer.auth.revocation;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.identity.RevocationPage;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What ends at one replica counts no more at any, and what is told to those who verify tokens. */
@ExtendWith(StoresExtension.class)
final class RevocationIT {

    private static final String PASSWORD = "correct horse battery";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static AuthServer server;
    private static AuthServer other;
    private String email = "";
    private String userId = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        other = server.replica();
        staff("admin@example.com", "admin");
    }

    @AfterAll
    static void stop() {
        other.close();
        server.close();
    }

    @BeforeEach
    void register(TestInfo test) {
        email = "t" + Integer.toHexString(test.getDisplayName().hashCode()) + "@example.com";
        userId = server.registered(email, PASSWORD);
    }

    private static String staff(String email, String role) {
        assertThat(server.bean(CreateUser.class)
                        .create(NewUser.parse("main", email, null, "Staff", null, PASSWORD, null, Set.of(role))))
                .isInstanceOf(UserResult.Done.class);
        return text(server.login(email, PASSWORD), "accessToken");
    }

    /** A fresh token, since the tests let time pass. */
    private static String admin() {
        return text(server.login("admin@example.com", PASSWORD), "accessToken");
    }

    private static void advance(Duration time) {
        server.clock().advance(time);
        other.clock().advance(time);
    }

    private JsonNode signIn() {
        return server.login(email, PASSWORD);
    }

    private static boolean counts(AuthServer at, JsonNode session) {
        JsonNode answer = at.ask("{ me { id } }", text(session, "accessToken"));
        assertThat(errorCode(answer)).isIn("", "UNAUTHENTICATED");
        return errorCode(answer).isEmpty();
    }

    private static void awaitEnd(JsonNode session) {
        for (AuthServer one : List.of(server, other)) {
            await().atMost(SOON).until(() -> !counts(one, session));
        }
    }

    private static JsonNode mutate(String field, String type, Map<String, ?> input, String members, String token) {
        String document = "mutation($input: %s!) { %s(input: $input) { __typename %s ... on Refusal { code field } } }"
                .formatted(type, field, members);
        return server.ask(document, Map.of("input", input), token);
    }

    @Test
    void after_logout_the_access_token_counts_nowhere_and_that_of_another_session_does() {
        JsonNode ended = signIn();
        JsonNode kept = signIn();
        assertThat(counts(other, ended)).isTrue();

        server.logout(text(ended, "refreshToken"));

        awaitEnd(ended);
        assertThat(counts(server, kept)).isTrue();
        assertThat(counts(other, kept)).isTrue();
        JsonNode refused = server.ask("{ me { id } }", text(ended, "accessToken"));
        assertThat(refused.at("/errors/0/message").asString()).contains("session", "ended");
    }

    @Test
    void a_reused_refresh_token_takes_the_access_tokens_of_the_session_along() {
        JsonNode session = signIn();
        JsonNode refreshed = server.refresh(text(session, "refreshToken"));
        advance(Duration.ofSeconds(11));

        assertThat(text(server.refresh(text(session, "refreshToken")), "code")).isEqualTo("REFRESH_TOKEN_REUSED");

        awaitEnd(refreshed);
    }

    @Test
    void of_a_user_who_loses_a_role_older_tokens_count_no_more_and_a_refreshed_one_does() {
        Map<String, String> role = Map.of("userId", userId, "role", "operator");
        String answer = "... on User { id }";
        mutate("assignRole", "AssignRoleInput", role, answer, admin());
        JsonNode session = signIn();
        assertThat(errorCode(other.ask("{ users { nodes { id } } }", text(session, "accessToken"))))
                .isEmpty();

        mutate("revokeRole", "RevokeRoleInput", role, answer, admin());

        awaitEnd(session);
        JsonNode refreshed = server.refresh(text(session, "refreshToken"));
        assertThat(counts(other, refreshed)).isTrue();
        assertThat(errorCode(other.ask("{ users { nodes { id } } }", text(refreshed, "accessToken"))))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void a_locked_user_is_out_at_once_and_unlocked_needs_a_new_session() {
        JsonNode session = signIn();
        Map<String, String> user = Map.of("userId", userId);

        mutate("lockUser", "LockUserInput", user, "... on User { id }", admin());
        awaitEnd(session);

        mutate("unlockUser", "UnlockUserInput", user, "... on User { id }", admin());
        assertThat(counts(server, session)).isFalse();
        assertThat(counts(other, signIn())).isTrue();
    }

    @Test
    void an_operator_ends_the_sessions_of_a_user_within_their_reach_only() {
        JsonNode session = signIn();
        JsonNode adminAgain = server.login("admin@example.com", PASSWORD);
        Map<String, String> user = Map.of("userId", userId);
        String type = "EndUserSessionsInput";
        String operator = staff("o" + email, "operator");

        assertThat(errorCode(mutate("endUserSessions", type, user, "", operator)))
                .isEqualTo("FORBIDDEN");
        assertThat(errorCode(mutate("endUserSessions", type, Map.of("userId", "nobody"), "", admin())))
                .isEqualTo("NOT_FOUND");
        String adminId = text(adminAgain.path("user"), "id");
        assertThat(counts(server, session)).isTrue();

        mutate("endUserSessions", type, user, "... on User { id }", admin());

        awaitEnd(session);
        assertThat(counts(server, adminAgain)).isTrue();
        assertThat(adminId).isNotEqualTo(userId);
    }

    @Test
    void a_user_sees_their_sessions_and_ends_one_of_them() {
        JsonNode first = signIn();
        advance(Duration.ofSeconds(1));
        JsonNode second = signIn();
        String list = "{ mySessions { totalCount nodes { id isCurrent startedAt refreshedAt endsAt } } }";

        JsonNode mine = server.ask(list, text(second, "accessToken")).at("/data/mySessions");
        assertThat(mine.path("totalCount").asInt()).isEqualTo(2);
        assertThat(text(mine.at("/nodes/0"), "id")).isEqualTo(text(second, "id"));
        assertThat(mine.at("/nodes/0/isCurrent").asBoolean()).isTrue();
        assertThat(text(mine.at("/nodes/1"), "id")).isEqualTo(text(first, "id"));
        assertThat(mine.at("/nodes/1/isCurrent").asBoolean()).isFalse();

        JsonNode ended = revoke(text(first, "id"), text(second, "accessToken"));

        assertThat(text(ended, "__typename")).isEqualTo("EndedSession");
        awaitEnd(first);
        assertThat(text(revoke(text(first, "id"), text(second, "accessToken")), "code"))
                .isEqualTo("SESSION_NOT_OPEN");
        assertThat(server.ask(list, text(second, "accessToken"))
                        .at("/data/mySessions/totalCount")
                        .asInt())
                .isOne();
    }

    private static JsonNode revoke(String sessionId, String token) {
        JsonNode answer = mutate(
                "revokeSession",
                "RevokeSessionInput",
                Map.of("sessionId", sessionId),
                "... on EndedSession { id }",
                token);
        return result(answer, "revokeSession");
    }

    @Test
    void nobody_ends_the_session_of_somebody_else_nor_learns_of_it() {
        JsonNode session = signIn();
        server.registered("other-" + email, PASSWORD);
        String stranger = text(server.login("other-" + email, PASSWORD), "accessToken");

        JsonNode refused = revoke(text(session, "id"), stranger);

        assertThat(refused).isEqualTo(revoke("0192f0c1-7b1e-7c3a-9d7e-0d6a5b2f4c11", stranger));
        assertThat(text(refused, "code")).isEqualTo("SESSION_NOT_OPEN");
        assertThat(errorCode(server.refresh(text(session, "refreshToken")))).isEmpty();
        assertThat(counts(server, session)).isTrue();
    }

    @Test
    void logout_everywhere_leaves_the_session_that_asks_if_that_is_wished() {
        JsonNode asking = signIn();
        JsonNode ended = signIn();
        assertThat(everywhere(true, asking)).isOne();
        awaitEnd(ended);
        assertThat(counts(other, asking)).isTrue();

        assertThat(everywhere(false, asking)).isOne();
        awaitEnd(asking);
        assertThat(text(server.refresh(text(asking, "refreshToken")), "code")).isEqualTo("SESSION_ENDED");
    }

    private static int everywhere(boolean isCurrentKept, JsonNode session) {
        JsonNode answer = mutate(
                "logoutEverywhere",
                "LogoutEverywhereInput",
                Map.of("keepCurrent", isCurrentKept),
                "... on EndedSessions { count }",
                text(session, "accessToken"));
        return result(answer, "logoutEverywhere").path("count").asInt();
    }

    @Test
    void verifiers_are_told_by_every_replica_and_of_nobody_by_name() {
        JsonNode session = signIn();
        Instant before = page(other, "").asOf();

        server.logout(text(session, "refreshToken"));

        String key = Revocation.ofSession(text(session, "id"), Instant.MAX).key();
        for (AuthServer one : List.of(server, other)) {
            await().atMost(SOON).until(() -> tells(page(one, ""), key) && tells(page(one, since(before)), key));
        }
        assertThat(other.get("/.well-known/revocations.json").body())
                .doesNotContain(text(session, "id"), userId, "main");
        assertThat(tells(page(server, since(before.plus(Duration.ofMinutes(10)))), key))
                .as("what is long known is not told again")
                .isFalse();
    }

    private static boolean tells(RevocationPage page, String key) {
        return page.revoked().stream().anyMatch(one -> one.key().equals(key));
    }

    private static String since(Instant time) {
        return "?since=" + time.toEpochMilli();
    }

    private static RevocationPage page(AuthServer at, String query) {
        return RevocationPage.parse(
                at.get("/.well-known/revocations.json" + query).body());
    }

    @Test
    void a_revocation_is_forgotten_when_its_tokens_have_expired() {
        JsonNode session = signIn();
        server.logout(text(session, "refreshToken"));
        String key = Revocation.ofSession(text(session, "id"), Instant.MAX).key();
        await().atMost(SOON).until(() -> tells(page(other, ""), key));

        advance(Duration.ofMinutes(6).plusSeconds(1));

        await().until(() -> !tells(page(other, ""), key));
    }
}
