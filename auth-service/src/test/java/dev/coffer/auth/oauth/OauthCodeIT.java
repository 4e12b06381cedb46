package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.factor.Member;
import dev.coffer.auth.oauth.Application.Answer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class OauthCodeIT {

    private static final String ME = "{ me { id } }";
    private static final String SESSIONS = "{ mySessions { nodes { id } } }";
    private static final String[] SCOPES = {"openid", "email", "offline_access", "user:read", "wallet:*"};
    private static final String ASKED = "openid email offline_access user:read";

    @Test
    void a_user_signs_in_consents_and_the_application_may_do_that_and_no_more(@FreshDatabase String database)
            throws ParseException {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(false, SCOPES);

            Map<String, String> back = lens.obtain(browser, ASKED);
            Answer tokens = lens.exchange(Objects.requireNonNull(back.get("code")));

            assertThat(back).containsEntry("state", "st ate&1").containsEntry("iss", house.issuer);
            assertThat(tokens.status()).as(tokens.body().toString()).isEqualTo(200);
            String access = tokens.text("access_token");
            assertThat(house.refused(ME, access)).isEmpty();
            assertThat(house.refused(SESSIONS, access)).isEqualTo("FORBIDDEN");
            SignedJWT jwt = SignedJWT.parse(access);
            assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
            assertThat(jwt.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo(lens.id());
            assertThat(jwt.getJWTClaimsSet().getStringClaim("scope").split(" "))
                    .containsExactlyInAnyOrder(ASKED.split(" "));
            SignedJWT identity = SignedJWT.parse(tokens.text("id_token"));
            assertThat(identity.getJWTClaimsSet().getIssuer()).isEqualTo(house.issuer);
            assertThat(identity.getJWTClaimsSet().getAudience()).containsExactly(lens.id());
            assertThat(identity.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("n-1");
            assertThat(house.refused(ME, tokens.text("id_token"))).isEqualTo("UNAUTHENTICATED");
            Answer told = lens.get("/userinfo", access);
            assertThat(told.text("email")).isEqualTo(OauthHouse.ADA);
            assertThat(told.body().has("name")).isFalse();
            assertThat(lens.get("/userinfo", tokens.text("id_token")).status()).isEqualTo(401);
            assertThat(lens.get("/userinfo", null).status()).isEqualTo(401);
        }
    }

    @Test
    void consent_is_asked_once_and_again_for_more_and_a_refusal_is_told(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            lens.obtain(browser, "openid user:read");

            HttpResponse<String> same = browser.follow(browser.get(Application.authorize(lens.request("user:read"))));
            HttpResponse<String> more =
                    browser.follow(browser.get(Application.authorize(lens.request("openid wallet:*"))));
            Map<String, String> silent = lens.request("openid wallet:*");
            silent.put("prompt", "none");
            HttpResponse<String> unasked = browser.follow(browser.get(Application.authorize(silent)));

            assertThat(Application.brought(same)).containsKey("code");
            assertThat(more.body()).contains("Ledger Lens").contains("wallet");
            assertThat(Application.brought(unasked)).containsEntry("error", "consent_required");
            assertThat(Application.brought(browser.consent(more, false)))
                    .containsEntry("error", "access_denied")
                    .containsEntry("iss", house.issuer)
                    .doesNotContainKey("code");
        }
    }

    @Test
    void nobody_signed_in_and_nobody_to_be_asked_is_told(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            Map<String, String> silent = lens.request("openid");
            silent.put("prompt", "none");
            Map<String, String> fresh = lens.request("openid");
            fresh.put("max_age", "0");
            fresh.put("prompt", "login");

            assertThat(Application.brought(browser.follow(browser.get(Application.authorize(silent)))))
                    .containsEntry("error", "login_required");
            lens.obtain(browser, "openid");
            assertThat(browser.follow(browser.get(Application.authorize(fresh))).body())
                    .contains("name=\"password\"");
            HttpResponse<String> again =
                    browser.signIn(Application.authorize(fresh), OauthHouse.ADA, OauthHouse.PASSWORD);
            assertThat(Application.brought(again)).containsKey("code");
        }
    }

    @Test
    void who_has_a_second_factor_proves_it_on_the_page(@FreshDatabase String database) throws ParseException {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            Member tess = Member.withApp(house.server, "tess@example.com");
            String start = Application.authorize(lens.request(ASKED));

            HttpResponse<String> second = browser.signIn(start, "tess@example.com", Member.PASSWORD);
            Map<String, String> answer = Browser.fields(second.body(), 0);
            answer.put("factor", "TOTP");
            answer.put("code", "000000");
            HttpResponse<String> wrong = browser.post("/signin/second", answer);
            assertThat(wrong.body()).contains("name=\"code\"");
            answer.put("code", tess.code());
            HttpResponse<String> consent = browser.follow(browser.post("/signin/second", answer));
            Map<String, String> back = Application.brought(browser.consent(consent, true));
            Answer tokens = lens.exchange(Objects.requireNonNull(back.get("code")));

            assertThat(SignedJWT.parse(tokens.text("id_token"))
                            .getJWTClaimsSet()
                            .getStringClaim("acr"))
                    .isEqualTo("2");
        }
    }

    /** Nothing of it is in a process: each step is at another replica than the one before. */
    @Test
    void each_step_may_be_at_another_replica(@FreshDatabase String database) {
        int port = TestPorts.free();
        try (OauthHouse house = OauthHouse.open(database);
                AuthServer second = house.replica(port);
                Browser browser = new Browser(house.issuer);
                Browser elsewhere = new Browser("http://127.0.0.1:" + port)) {
            assertThat(second.get("/health/live").statusCode()).isEqualTo(200);
            Application lens = house.application(true, SCOPES);
            Application there = lens.at("http://127.0.0.1:" + port);

            HttpResponse<String> consent =
                    browser.signIn(Application.authorize(lens.request(ASKED)), OauthHouse.ADA, OauthHouse.PASSWORD);
            elsewhere.cookies().putAll(browser.cookies());
            Map<String, String> back = Application.brought(elsewhere.consent(consent, true));
            Answer tokens = lens.exchange(Objects.requireNonNull(back.get("code")));
            Answer refreshed = there.refresh(tokens.text("refresh_token"));

            assertThat(refreshed.status()).as(refreshed.body().toString()).isEqualTo(200);
            assertThat(lens.refresh(refreshed.text("refresh_token")).status()).isEqualTo(200);
        }
    }

    @Test
    void what_a_user_takes_back_counts_no_more(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            Answer tokens = lens.exchange(lens.code(browser, ASKED));
            String ada = house.token(Map.of("identifier", OauthHouse.ADA, "password", OauthHouse.PASSWORD));
            String list = "{ myConsents { clientId clientName scopes } }";
            assertThat(house.server
                            .ask(list, ada)
                            .at("/data/myConsents/0/clientName")
                            .asString())
                    .isEqualTo("Ledger Lens");

            String revoked = AuthServer.text(
                    house.mutate(
                            "revokeConsent", Map.of("clientId", lens.id()), "... on RevokedConsent { clientId }", ada),
                    "__typename");

            assertThat(revoked).isEqualTo("RevokedConsent");
            assertThat(lens.refresh(tokens.text("refresh_token")).error()).isEqualTo("invalid_grant");
            await().until(() -> house.refused(ME, tokens.text("access_token")).equals("UNAUTHENTICATED"));
            assertThat(house.server.ask(list, ada).at("/data/myConsents").size())
                    .isZero();
            assertThat(AuthServer.text(house.mutate("revokeConsent", Map.of("clientId", lens.id()), "", ada), "code"))
                    .isEqualTo("CONSENT_NOT_GIVEN");
        }
    }

    @Test
    void signing_out_everywhere_and_deleting_the_application_end_its_tokens(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            Application other = house.application(true, SCOPES);
            Answer tokens = lens.exchange(lens.code(browser, ASKED));
            Answer kept = other.exchange(other.code(browser, ASKED));
            String id = lens.id();

            house.mutate("deleteOauthClient", Map.of("id", id), "... on OauthClient { id }", house.admin);
            assertThat(lens.refresh(tokens.text("refresh_token")).error()).isEqualTo("invalid_client");
            await().until(() -> house.refused(ME, tokens.text("access_token")).equals("UNAUTHENTICATED"));
            assertThat(house.refused(ME, kept.text("access_token"))).isEmpty();

            String ada = house.token(Map.of("identifier", OauthHouse.ADA, "password", OauthHouse.PASSWORD));
            house.mutate("logoutEverywhere", Map.of("keepCurrent", true), "... on EndedSessions { count }", ada);
            assertThat(other.refresh(kept.text("refresh_token")).error()).isEqualTo("invalid_grant");
            await().until(() -> house.refused(ME, kept.text("access_token")).equals("UNAUTHENTICATED"));
        }
    }

    @Test
    void an_application_acts_for_itself_and_asks_what_tokens_are_worth(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(false, SCOPES);
            Application other = house.application(false, SCOPES);
            String users = "{ users { nodes { id } } }";
            Answer own = lens.token(Map.of("grant_type", "client_credentials", "scope", "user:read"));
            Answer narrow = lens.token(Map.of("grant_type", "client_credentials", "scope", "wallet:*"));

            assertThat(house.refused(users, own.text("access_token"))).isEmpty();
            assertThat(house.refused(users, narrow.text("access_token"))).isEqualTo("FORBIDDEN");
            assertThat(own.body().has("refresh_token")).isFalse();
            assertThat(lens.token(Map.of("grant_type", "client_credentials", "scope", "user:update"))
                            .error())
                    .isEqualTo("invalid_scope");

            Answer tokens = lens.exchange(lens.code(browser, ASKED));
            Answer further = lens.exchange(lens.code(browser, ASKED));
            for (String token :
                    List.of(own.text("access_token"), tokens.text("access_token"), further.text("refresh_token"))) {
                Answer worth = lens.post("/oauth2/introspect", Map.of("token", token));
                assertThat(worth.body().path("active").asBoolean())
                        .as(worth.body().toString())
                        .isTrue();
                assertThat(worth.text("client_id")).isEqualTo(lens.id());
                assertThat(other.post("/oauth2/revoke", Map.of("token", token)).status())
                        .isNotEqualTo(200);
                assertThat(lens.post("/oauth2/revoke", Map.of("token", token)).status())
                        .isEqualTo(200);
                await().until(() -> !lens.post("/oauth2/introspect", Map.of("token", token))
                        .body()
                        .path("active")
                        .asBoolean());
            }
            assertThat(house.refused(users, own.text("access_token"))).isEqualTo("UNAUTHENTICATED");
            assertThat(lens.post("/oauth2/introspect", Map.of("token", house.admin))
                            .body()
                            .path("active")
                            .asBoolean())
                    .isFalse();
        }
    }
}
