package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.oauth.Application.Answer;
import dev.coffer.auth.token.AccessToken;
import dev.coffer.auth.token.AccessTokens;
import dev.coffer.auth.token.Authentication;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Terms;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A token is taken for what it is and for nothing else, and one that is limited makes none that is not. */
@ExtendWith(StoresExtension.class)
class OauthConfusionIT {

    private static final String ME = "{ me { id } }";
    private static final String[] SCOPES = {
        "openid", "offline_access", "user:*", "session:*", "apikey:*", "oauth-client:*", "factor:*"
    };
    private static final String EVERYTHING = String.join(" ", SCOPES);
    private static final Map<String, Object> LENS = Map.of(
            "name", "Lens",
            "grants", List.of("CLIENT_CREDENTIALS"),
            "scopes", List.of("user:read"),
            "roles", List.of("operator"));

    /** What an administrator lets an application do. */
    private static Answer ofAdministrator(OauthHouse house, Browser browser, Application lens) {
        String start = Application.authorize(lens.request(EVERYTHING));
        Map<String, String> back = Application.brought(
                browser.consent(browser.signIn(start, "admin@example.com", OauthHouse.PASSWORD), true));
        return lens.exchange(Objects.requireNonNull(back.get("code"), "a code"));
    }

    @Test
    void a_token_of_a_third_party_gets_none_that_is_less_limited(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(false, SCOPES);
            Answer tokens = ofAdministrator(house, browser, lens);
            String limited = tokens.text("access_token");
            assertThat(house.refused(ME, limited)).isEmpty();

            for (String code : List.of(OauthHouse.PASSWORD, "a guess")) {
                JsonNode raised = house.server.ask(
                        "mutation($input: StepUpInput!) { stepUp(input: $input) { __typename } }",
                        Map.of("input", Map.of("factor", "PASSWORD", "code", code)),
                        limited);
                assertThat(AuthServer.errorCode(raised)).as(raised.toString()).isEqualTo("FORBIDDEN");
            }
            Map<String, Object> key = Map.of("name", "Own", "scopes", List.of("*:*"));
            assertThat(AuthServer.text(house.mutate("createApiKey", key, "", limited), "code"))
                    .isEqualTo("NOT_IN_PERSON");
            assertThat(AuthServer.text(house.mutate("saveOauthClient", LENS, "", limited), "code"))
                    .isEqualTo("OAUTH_CLIENT_NOT_IN_PERSON");
            assertThat(AuthServer.text(
                            house.mutate("rotateOauthClientSecret", Map.of("id", lens.id()), "", limited), "code"))
                    .isEqualTo("OAUTH_CLIENT_NOT_IN_PERSON");
            // The account's own sign-in was neither asked nor counted by any of that.
            assertThat(house.token(Map.of("identifier", "admin@example.com", "password", OauthHouse.PASSWORD)))
                    .isNotEmpty();
        }
    }

    @Test
    void refresh_tokens_of_sessions_and_of_applications_are_junk_to_each_other(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            String theirs = lens.exchange(lens.code(browser, "openid offline_access user:*"))
                    .text("refresh_token");
            String ours = AuthServer.text(house.server.login(OauthHouse.ADA, OauthHouse.PASSWORD), "refreshToken");

            assertThat(AuthServer.text(house.server.refresh(theirs), "code")).isEqualTo("REFRESH_TOKEN_INVALID");
            assertThat(AuthServer.text(house.mutate("logout", Map.of("refreshToken", theirs), "", null), "code"))
                    .isEqualTo("REFRESH_TOKEN_INVALID");
            assertThat(lens.refresh(ours).error()).isEqualTo("invalid_grant");
            assertThat(lens.post("/oauth2/revoke", Map.of("token", ours)).status())
                    .isEqualTo(200);

            assertThat(lens.refresh(theirs).status()).isEqualTo(200);
            assertThat(AuthServer.text(house.server.refresh(ours), "accessToken"))
                    .isNotEmpty();
        }
    }

    @Test
    void no_kind_of_token_stands_for_another(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(false, SCOPES);
            Answer tokens = lens.exchange(lens.code(browser, "openid offline_access user:*"));
            String session = house.token(Map.of("identifier", OauthHouse.ADA, "password", OauthHouse.PASSWORD));

            for (String kind : List.of("id_token", "refresh_token")) {
                assertThat(house.refused(ME, tokens.text(kind))).as(kind).isEqualTo("UNAUTHENTICATED");
                assertThat(lens.get("/userinfo", tokens.text(kind)).status())
                        .as(kind)
                        .isEqualTo(401);
            }
            for (String kind : List.of("id_token", "access_token")) {
                assertThat(lens.refresh(tokens.text(kind)).error()).as(kind).isEqualTo("invalid_grant");
                assertThat(lens.exchange(tokens.text(kind)).error()).as(kind).isEqualTo("invalid_grant");
            }
            // A session's token was given for no application: neither for who the user is, nor to be asked about.
            assertThat(lens.get("/userinfo", session).status()).isEqualTo(403);
            assertThat(lens.post("/oauth2/introspect", Map.of("token", session))
                            .body()
                            .path("active")
                            .asBoolean())
                    .isFalse();
            lens.post("/oauth2/revoke", Map.of("token", session));
            assertThat(house.refused(ME, session)).isEmpty();
        }
    }

    @Test
    void whatever_is_issued_for_a_limited_caller_is_limited(@FreshDatabase String database) throws ParseException {
        try (OauthHouse house = OauthHouse.open(database)) {
            Terms terms = new Terms(Set.of("wallet:read", "openid"), null, null, null);
            Caller caller = new Caller("ada", "main", Set.of("user"), "session-1", terms);

            AccessToken issued = house.server
                    .bean(AccessTokens.class)
                    .issue(caller, 1, new Authentication(Strength.PASSWORD, house.server.now()));

            assertThat(SignedJWT.parse(issued.value()).getJWTClaimsSet().getStringClaim("scope"))
                    .isEqualTo("openid wallet:read");
        }
    }

    /** Neither is demanded, since PKCE binds the answer to the browser; what was not asked is not made up. */
    @Test
    void without_state_and_nonce_there_are_none_in_the_answer_and_pkce_still_holds(@FreshDatabase String database)
            throws ParseException {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            lens.obtain(browser, "openid");
            Map<String, String> bare = lens.request("openid");
            bare.remove("state");
            bare.remove("nonce");

            Map<String, String> back = Application.brought(browser.follow(browser.get(Application.authorize(bare))));

            assertThat(back).containsKey("code").doesNotContainKey("state").containsEntry("iss", house.issuer);
            String code = Objects.requireNonNull(back.get("code"));
            assertThat(lens.exchange(code, "a-verifier-of-somebody-else-who-injected-the-code")
                            .error())
                    .isEqualTo("invalid_grant");
            Answer tokens = lens.exchange(code);
            assertThat(SignedJWT.parse(tokens.text("id_token"))
                            .getJWTClaimsSet()
                            .getClaim("nonce"))
                    .isNull();
        }
    }

    @Test
    void codes_come_in_the_query_and_nothing_else_comes(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            lens.obtain(browser, "openid");
            for (String type : List.of("token", "id_token", "code id_token", "code token")) {
                Map<String, String> other = lens.request("openid");
                other.put("response_type", type);
                HttpResponse<String> answer = browser.get(Application.authorize(other));
                String location = String.valueOf(Browser.location(answer));
                assertThat(location).as(type).doesNotContain("code=").doesNotContain("token=");
                assertThat(answer.body()).as(type).doesNotContain("token=");
            }
            for (String mode : List.of("fragment", "form_post", "query")) {
                Map<String, String> other = lens.request("openid");
                other.put("response_mode", mode);
                HttpResponse<String> answer = browser.follow(browser.get(Application.authorize(other)));
                assertThat(Browser.location(answer)).as(mode).doesNotContain("#");
                assertThat(Application.brought(answer)).as(mode).containsKey("code");
            }
        }
    }

    @Test
    void a_code_is_over_in_time(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            lens.obtain(browser, "openid user:*");
            // The authorization server goes by the real time: what was given out nine minutes ago, and eleven.
            house.server.clock().advance(Duration.ofMinutes(-9));
            assertThat(lens.exchange(lens.code(browser, "openid user:*")).status())
                    .isEqualTo(200);
            house.server.clock().advance(Duration.ofMinutes(-2));
            assertThat(lens.exchange(lens.code(browser, "openid user:*")).error())
                    .isEqualTo("invalid_grant");
        }
    }
}
