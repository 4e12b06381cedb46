package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.oauth.Application.Answer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a token is worth is told the application that has it, and whoever may look into all of the tenant's. */
@ExtendWith(StoresExtension.class)
class OauthIntrospectionIT {

    private static final String[] SCOPES = {"openid", "offline_access", "user:read"};

    private static boolean isActive(Application asking, String token) {
        Answer answer = asking.post("/oauth2/introspect", Map.of("token", token));
        assertThat(answer.status()).isEqualTo(200);
        boolean isActive = answer.body().path("active").asBoolean();
        if (!isActive) {
            assertThat(answer.body()).as("nothing else is told").hasSize(1);
        }
        return isActive;
    }

    /** An application for itself, with these roles. */
    private static Application withRoles(OauthHouse house, String... roles) {
        Map<String, Object> input = new HashMap<>(
                Map.of("name", "Resource server", "isPublic", false, "grants", List.of("CLIENT_CREDENTIALS")));
        input.put("roles", List.of(roles));
        JsonNode saved = house.mutate("saveOauthClient", input, "... on OauthClient { id secret }", house.admin);
        return new Application(
                house.issuer, saved.path("id").asString(), saved.path("secret").asString());
    }

    private static void saveRole(OauthHouse house, String name, String urn) {
        int version = house.server
                .ask("{ role(name: \"user\") { version } }", house.admin)
                .at("/data/role/version")
                .asInt(-1);
        Map<String, Object> role = Map.of(
                "name", name, "grants", List.of(Map.of("urn", urn)), "expectedVersion", version, "reason", "a test");
        assertThat(house.mutate("saveRole", role, "... on RoleChange { version }", house.admin)
                        .path("__typename")
                        .asString())
                .isEqualTo("RoleChange");
    }

    @Test
    void tokens_of_another_application_are_none_for_who_may_not_look_into_all(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            saveRole(house, "token-reader", "oauth-token:introspect:all");
            saveRole(house, "reader", "user:read:all");
            Application lens = house.application(false, SCOPES);
            Application curious = house.application(false, SCOPES);
            Application another = withRoles(house, "reader");
            Application resourceServer = withRoles(house, "token-reader");
            Answer tokens = lens.exchange(lens.code(browser, "openid offline_access user:read"));
            String ownToken = lens.token(Map.of("grant_type", "client_credentials", "scope", "user:read"))
                    .text("access_token");

            for (String token : List.of(tokens.text("access_token"), tokens.text("refresh_token"), ownToken)) {
                assertThat(isActive(lens, token)).isTrue();
                await().until(() -> isActive(resourceServer, token));
                assertThat(isActive(curious, token)).isFalse();
                assertThat(isActive(another, token)).isFalse();
            }
            assertThat(resourceServer
                            .post("/oauth2/introspect", Map.of("token", tokens.text("access_token")))
                            .text("client_id"))
                    .isEqualTo(lens.id());
            assertThat(isActive(resourceServer, "made-up")).isFalse();

            saveRole(house, "token-reader", "user:read:all");

            await().until(() -> !isActive(resourceServer, tokens.text("access_token")));
            // Who may look may not end: that is the application's own.
            curious.post("/oauth2/revoke", Map.of("token", tokens.text("access_token")));
            assertThat(isActive(lens, tokens.text("access_token"))).isTrue();
        }
    }
}
