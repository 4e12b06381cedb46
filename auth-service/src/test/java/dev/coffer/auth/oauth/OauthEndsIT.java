package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.oauth.Application.Answer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What an application was given ends when its user's account, session or consent does, and the audit log tells of it. */
@ExtendWith(StoresExtension.class)
class OauthEndsIT {

    private static final String ME = "{ me { id } }";
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final String[] SCOPES = {"openid", "offline_access", "user:read", "wallet:*"};
    private static final String LASTING = "openid offline_access user:read";
    private static final String OF_THE_SESSION = "openid user:read";

    private static void awaitEnd(OauthHouse house, Answer tokens) {
        await().atMost(A_SECOND)
                .until(() -> house.refused(ME, tokens.text("access_token")).equals("UNAUTHENTICATED"));
    }

    private static String ada(OauthHouse house) {
        return house.token(Map.of("identifier", OauthHouse.ADA, "password", OauthHouse.PASSWORD));
    }

    private static List<String> ids(JsonNode answer, String path) {
        return answer.at(path)
                .valueStream()
                .map(node -> node.path("id").asString())
                .toList();
    }

    @Test
    void a_locked_users_applications_are_out_within_a_second(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            Answer tokens = lens.exchange(lens.code(browser, LASTING));
            String code = lens.code(browser, LASTING);
            String id = house.server
                    .ask(ME, tokens.text("access_token"))
                    .at("/data/me/id")
                    .asString();

            house.mutate("lockUser", Map.of("userId", id), "", house.admin);

            awaitEnd(house, tokens);
            assertThat(lens.refresh(tokens.text("refresh_token")).error()).isEqualTo("invalid_grant");
            assertThat(lens.exchange(code).error()).isEqualTo("invalid_grant");
            assertThat(lens.get("/userinfo", tokens.text("access_token")).status())
                    .isEqualTo(401);
            house.mutate("unlockUser", Map.of("userId", id), "", house.admin);
            assertThat(lens.refresh(tokens.text("refresh_token")).error()).isEqualTo("invalid_grant");
        }
    }

    @Test
    void what_was_given_within_a_session_ends_with_it_unless_it_is_to_go_on(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            String ada = ada(house);
            String sessions = "{ mySessions { nodes { id } } }";
            List<String> before = ids(house.server.ask(sessions, ada), "/data/mySessions/nodes");
            Answer brief = lens.exchange(lens.code(browser, OF_THE_SESSION));
            Answer lasting = lens.exchange(lens.code(browser, LASTING));
            List<String> begun = ids(house.server.ask(sessions, ada), "/data/mySessions/nodes").stream()
                    .filter(id -> !before.contains(id))
                    .toList();
            assertThat(begun)
                    .as("the browser's session, and none of applications")
                    .hasSize(1);

            house.mutate("revokeSession", Map.of("sessionId", begun.getFirst()), "", ada);

            awaitEnd(house, brief);
            assertThat(house.refused(ME, lasting.text("access_token"))).isEmpty();
            assertThat(lens.refresh(lasting.text("refresh_token")).status()).isEqualTo(200);
            // Nor is anybody signed in at the browser any more.
            assertThat(browser.follow(browser.get(Application.authorize(lens.request(OF_THE_SESSION))))
                            .body())
                    .contains("name=\"password\"");
        }
    }

    @Test
    void a_refusal_takes_nothing_back_that_was_allowed_before(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            Answer tokens = lens.exchange(lens.code(browser, LASTING));

            HttpResponse<String> more =
                    browser.follow(browser.get(Application.authorize(lens.request("openid wallet:*"))));
            assertThat(Application.brought(browser.consent(more, false))).containsEntry("error", "access_denied");

            assertThat(lens.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
            assertThat(house.server
                            .ask("{ myConsents { clientId } }", ada(house))
                            .at("/data/myConsents/0/clientId")
                            .asString())
                    .isEqualTo(lens.id());
        }
    }

    @Test
    void who_registered_what_and_who_allowed_what_is_in_the_audit_log(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(false, SCOPES);
            lens.exchange(lens.code(browser, LASTING));
            lens.exchange(lens.code(browser, LASTING));
            String ada = ada(house);
            house.mutate("revokeConsent", Map.of("clientId", lens.id()), "", ada);
            house.mutate("rotateOauthClientSecret", Map.of("id", lens.id()), "", house.admin);
            house.mutate("deleteOauthClient", Map.of("id", lens.id()), "", house.admin);

            String kinds = "OAUTH_CLIENT_REGISTERED, OAUTH_CLIENT_CHANGED, OAUTH_CLIENT_SECRET_ROTATED,"
                    + " OAUTH_CLIENT_DELETED, CONSENT_GIVEN, CONSENT_WITHDRAWN";
            JsonNode log = house.server
                    .ask(
                            "{ auditLog(filter: {kinds: [" + kinds + "]}) { nodes { kind actorId subjectId"
                                    + " details { name value } } } }",
                            house.admin)
                    .at("/data/auditLog/nodes");

            assertThat(log.valueStream().map(entry -> entry.path("kind").asString()))
                    .containsExactly(
                            "OAUTH_CLIENT_DELETED",
                            "OAUTH_CLIENT_SECRET_ROTATED",
                            "CONSENT_WITHDRAWN",
                            "CONSENT_GIVEN",
                            "OAUTH_CLIENT_REGISTERED");
            assertThat(log.path(3).toString()).contains(lens.id()).contains("offline_access openid user:read");
            assertThat(log.path(3).path("actorId").asString())
                    .isEqualTo(log.path(2).path("subjectId").asString())
                    .isEqualTo(AuthServer.text(house.server.ask(ME, ada).at("/data/me"), "id"));
            assertThat(log.toString()).doesNotContain(String.valueOf(lens.secret()));
        }
    }
}
