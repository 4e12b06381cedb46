package dev.coffer.auth.impersonation;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What an administrator can do with an account that is not theirs, and all that they cannot. */
@ExtendWith(StoresExtension.class)
final class ImpersonationIT {

    private static final String PASSWORD = "correct horse battery";
    private static AuthServer server;
    private static Someone admin;
    private static Someone ada;

    /** A user with a session. */
    private record Someone(String id, String token, String refreshToken) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        admin = someone("main", "admin@example.com", "admin");
        ada = someone("main", "ada@example.com", "user");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Someone someone(String tenant, String email, String... roles) {
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse(tenant, email, null, "Somebody", null, PASSWORD, null, Set.of(roles)));
        assertThat(made).isInstanceOf(UserResult.Done.class);
        return login(tenant, email);
    }

    private static Someone login(String tenant, String email) {
        JsonNode session = server.login(Map.of("tenant", tenant, "identifier", email, "password", PASSWORD));
        return new Someone(
                session.at("/user/id").asString(), text(session, "accessToken"), text(session, "refreshToken"));
    }

    private static JsonNode ask(String token, String userId, String reason) {
        return server.ask(
                "mutation($i: ImpersonateUserInput!) { impersonateUser(input: $i) { __typename"
                        + " ... on Impersonation { userId accessToken expiresAt } ... on Refusal { code field } } }",
                Map.of("i", Map.of("userId", userId, "reason", reason)),
                token);
    }

    private static JsonNode impersonated(Someone by, Someone whom) {
        return AuthServer.result(ask(by.token, whom.id, "Case 4711"), "impersonateUser");
    }

    private static JsonNode me(String token) {
        return server.ask("{ me { id email roles } }", token);
    }

    @Test
    void an_administrator_sees_what_the_user_sees_and_the_token_names_both() throws ParseException {
        JsonNode started = impersonated(admin, ada);
        String token = text(started, "accessToken");

        assertThat(me(token).at("/data/me/id").asString()).isEqualTo(ada.id);
        assertThat(errorCode(server.ask("{ users { nodes { id } } }", token))).isEqualTo("FORBIDDEN");
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(ada.id);
        assertThat(claims.getJSONObjectClaim("act")).isEqualTo(Map.of("sub", admin.id));
        assertThat(claims.getStringListClaim("roles")).containsExactly("user");
        assertThat(Duration.between(server.now(), claims.getExpirationTime().toInstant()))
                .isLessThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(claims.getClaim("acr")).isEqualTo("1");
    }

    @Test
    void no_mutation_of_this_service_is_done_by_somebody_elses_hand() {
        String token = text(impersonated(admin, ada), "accessToken");
        Document before = account(ada);

        for (String attack : List.of(
                "changePassword(input: {currentPassword: \"" + PASSWORD + "\", newPassword: \"staple gun sunrise\"})",
                "enrolTotp(input: {password: \"" + PASSWORD + "\"})",
                "requestOtp(input: {channel: EMAIL})",
                "revokeSession(input: {sessionId: \"any\"})",
                "logoutEverywhere(input: {})",
                "assignRole(input: {userId: \"" + ada.id + "\", role: \"admin\"})",
                "impersonateUser(input: {userId: \"" + ada.id + "\", reason: \"Again\"})")) {
            assertThat(errorCode(server.ask("mutation { " + attack + " { __typename } }", token)))
                    .as(attack)
                    .isEqualTo("FORBIDDEN");
        }

        assertThat(account(ada)).isEqualTo(before);
        assertThat(me(ada.token).at("/data/me/id").asString()).isEqualTo(ada.id);
    }

    private static Document account(Someone someone) {
        return server.bean(MongoDatabase.class)
                .getCollection("users")
                .find(Filters.eq("_id", someone.id))
                .first();
    }

    @Test
    void an_administrator_too_is_nobody_who_changes_things_while_impersonated() {
        Someone second = someone("main", "second@example.com", "admin");
        String token = text(impersonated(admin, second), "accessToken");

        assertThat(errorCode(ask(token, ada.id, "Once more"))).isEqualTo("FORBIDDEN");
        assertThat(server.ask("{ users { nodes { id } } }", token)
                        .at("/data/users/nodes")
                        .isArray())
                .isTrue();
        await().untilAsserted(() -> assertThat(server.ask(
                                "{ authDenials(filter: {userId: \"" + second.id + "\"}) { nodes { field reason } } }",
                                admin.token)
                        .at("/data/authDenials/nodes")
                        .toString())
                .contains("Mutation.impersonateUser", admin.id));
    }

    @Test
    void nobody_goes_up_sideways_to_themselves_or_into_another_tenant() {
        Someone operator = someone("main", "operator@example.com", "operator");
        Someone tenantAdmin = someone("main", "tenant-admin@example.com", "tenant-admin");
        Someone acme = someone("acme", "admin@example.com", "admin");

        assertThat(errorCode(ask(ada.token, admin.id, "Let me"))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(ask(operator.token, ada.id, "Let me"))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(ask(acme.token, ada.id, "Let me"))).isEqualTo("NOT_FOUND");
        assertThat(text(impersonated(admin, admin), "code")).isEqualTo("IMPERSONATING_SELF");
        assertThat(text(impersonated(tenantAdmin, admin), "__typename")).isEqualTo("Impersonation");
        Caller withoutReach = new Caller(operator.id, "main", Set.of("operator"), "any");
        assertThat(server.bean(ImpersonateUser.class).impersonate(withoutReach, admin.id, "Up"))
                .isEqualTo(new ImpersonateUser.Result.Refused(UserRefusal.BEYOND_OWN_ROLES));
        assertThat(errorCode(ask(admin.token, ada.id, " "))).isEqualTo("INVALID_INPUT");
        assertThat(errorCode(ask(admin.token, ada.id, "two\nlines"))).isEqualTo("INVALID_INPUT");
    }

    @Test
    void an_account_that_is_locked_is_not_entered() {
        Someone eve = someone("main", "eve@example.com", "user");
        server.ask("mutation { lockUser(input: {userId: \"" + eve.id + "\"}) { __typename } }", admin.token);

        assertThat(text(impersonated(admin, eve), "code")).isEqualTo("USER_NOT_ACTIVE");
    }

    @Test
    void it_ends_with_the_administrators_session_and_never_goes_on() {
        Someone again = login("main", "admin@example.com");
        String token = text(impersonated(again, ada), "accessToken");
        assertThat(me(token).at("/data/me/id").asString()).isEqualTo(ada.id);

        server.logout(again.refreshToken);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(errorCode(me(token))).isEqualTo("UNAUTHENTICATED"));
        assertThat(errorCode(ask(again.token, ada.id, "Again"))).isEqualTo("UNAUTHENTICATED");
        assertThat(text(server.refresh(token), "__typename")).isEqualTo("Refusal");
        assertThat(me(ada.token).at("/data/me/id").asString()).isEqualTo(ada.id);
    }

    @Test
    void who_is_no_administrator_any_more_sees_nothing_any_more() {
        Someone former = someone("main", "former@example.com", "user", "admin");
        String token = text(impersonated(former, ada), "accessToken");

        server.ask(
                "mutation { revokeRole(input: {userId: \"" + former.id + "\", role: \"admin\"}) { __typename } }",
                admin.token);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(errorCode(me(token))).isEqualTo("UNAUTHENTICATED"));
    }

    @Test
    void the_user_is_told_and_the_log_has_who_and_why() {
        Someone bob = someone("main", "bob@example.com", "user");
        impersonated(admin, bob);

        JsonNode entry = server.ask(
                        "{ auditLog(filter: {subjectId: \"" + bob.id + "\", kinds: [IMPERSONATION_STARTED]})"
                                + " { nodes { actorId reason } } }",
                        admin.token)
                .at("/data/auditLog/nodes/0");
        assertThat(text(entry, "actorId")).isEqualTo(admin.id);
        assertThat(text(entry, "reason")).isEqualTo("Case 4711");
        Document event = server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.and(Filters.eq("key", bob.id), Filters.eq("eventType", UserImpersonated.TYPE)))
                .first();
        assertThat(event).isNotNull();
        assertThat(event.getString("data")).doesNotContain("4711");
    }
}
