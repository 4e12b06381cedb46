package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.oauth.Application.Answer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class OauthAttackIT {

    private static final String ME = "{ me { id } }";
    private static final String[] SCOPES = {"openid", "offline_access", "user:read", "wallet:*"};
    private static final String ASKED = "openid offline_access user:read";

    @Test
    void a_redirect_to_anywhere_but_the_registered_address_is_not_made(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            List<String> wrong = List.of(
                    "https://evil.example.com/callback?of=coffer",
                    Application.CALLBACK + "/more",
                    Application.CALLBACK + "&more=1",
                    "https://lens.example.com/callback",
                    "https://lens.example.com@evil.example.com/callback?of=coffer",
                    "https://lens.example.com.evil.example.com/callback?of=coffer",
                    "https://lens.example.com/callback/../callback?of=coffer",
                    Application.CALLBACK + "#fragment",
                    "http://lens.example.com/callback?of=coffer",
                    "javascript:alert(1)//https://lens.example.com/callback?of=coffer",
                    "//lens.example.com/callback?of=coffer");
            for (String uri : wrong) {
                Map<String, String> request = lens.request("openid");
                request.put("redirect_uri", uri);

                HttpResponse<String> answer = browser.get(Application.authorize(request));

                assertThat(answer.statusCode()).as(uri).isEqualTo(400);
                assertThat(answer.headers().firstValue("Location")).as(uri).isEmpty();
                assertThat(answer.body()).as(uri).doesNotContain("evil");
            }
            for (String next :
                    List.of("https://evil.example.com/", "//evil.example.com", "/\\evil.example.com", "/graphql")) {
                assertThat(browser.get("/signin?continue=" + Browser.encoded(next))
                                .statusCode())
                        .as(next)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void requests_without_a_good_pkce_are_refused_and_no_verifier_but_the_right_one_counts(
            @FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            for (Application app : List.of(house.application(true, SCOPES), house.application(false, SCOPES))) {
                for (Map<String, String> spoilt : spoilt(app)) {
                    assertThat(Application.brought(browser.get(Application.authorize(spoilt))))
                            .containsEntry("error", "invalid_request")
                            .containsEntry("iss", house.issuer);
                }
                String code = app.code(browser, ASKED);
                assertThat(app.exchange(code, Application.challenge()).status()).isNotEqualTo(200);
                assertThat(app.token(Map.of(
                                        "grant_type",
                                        "authorization_code",
                                        "code",
                                        code,
                                        "redirect_uri",
                                        Application.CALLBACK))
                                .status())
                        .isNotEqualTo(200);
                assertThat(app.exchange(code).status()).isEqualTo(200);
            }
        }
    }

    private static List<Map<String, String>> spoilt(Application app) {
        Map<String, String> plain = app.request("openid");
        plain.put("code_challenge_method", "plain");
        Map<String, String> unnamed = app.request("openid");
        unnamed.remove("code_challenge_method");
        Map<String, String> none = app.request("openid");
        none.remove("code_challenge_method");
        none.remove("code_challenge");
        return List.of(plain, unnamed, none);
    }

    @Test
    void a_code_used_twice_takes_back_what_it_gave(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            String code = lens.code(browser, ASKED);
            Answer tokens = lens.exchange(code);
            assertThat(house.refused(ME, tokens.text("access_token"))).isEmpty();

            assertThat(lens.exchange(code, "a-thief-does-not-have-the-verifier-0123456789")
                            .error())
                    .isEqualTo("invalid_grant");
            assertThat(house.refused(ME, tokens.text("access_token"))).isEmpty();
            assertThat(lens.exchange(code).error()).isEqualTo("invalid_grant");

            await().until(() -> house.refused(ME, tokens.text("access_token")).equals("UNAUTHENTICATED"));
            assertThat(lens.refresh(tokens.text("refresh_token")).error()).isEqualTo("invalid_grant");
        }
    }

    @Test
    void of_many_who_exchange_one_code_at_once_nobody_keeps_anything(@FreshDatabase String database)
            throws InterruptedException, ExecutionException {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Application lens = house.application(true, SCOPES);
            String code = lens.code(browser, ASKED);

            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(threads.submit(() -> lens.exchange(code)));
            }
            List<Answer> won = new ArrayList<>();
            for (Future<Answer> one : asked) {
                if (one.get().status() == 200) {
                    won.add(one.get());
                }
            }

            assertThat(won).hasSizeLessThanOrEqualTo(1);
            for (Answer tokens : won) {
                await().until(() ->
                        house.refused(ME, tokens.text("access_token")).equals("UNAUTHENTICATED"));
                assertThat(lens.refresh(tokens.text("refresh_token")).error()).isEqualTo("invalid_grant");
            }
        }
    }

    @Test
    void a_refresh_token_used_twice_ends_its_family_and_no_scope_is_added(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            Application other = house.application(true, SCOPES);
            Answer first = lens.exchange(lens.code(browser, ASKED));
            String old = first.text("refresh_token");
            Map<String, String> more =
                    Map.of("grant_type", "refresh_token", "refresh_token", old, "scope", ASKED + " wallet:*");
            assertThat(lens.token(more).error()).isEqualTo("invalid_scope");
            assertThat(other.refresh(old).error()).isEqualTo("invalid_grant");
            assertThat(AuthServer.text(house.server.refresh(old), "code")).isEqualTo("REFRESH_TOKEN_INVALID");

            Answer second = lens.refresh(old);
            Answer sameMoment = lens.refresh(old);
            assertThat(sameMoment.text("refresh_token")).isEqualTo(second.text("refresh_token"));
            house.server.clock().advance(Duration.ofSeconds(11));
            assertThat(lens.refresh(old).error()).isEqualTo("invalid_grant");

            assertThat(lens.refresh(second.text("refresh_token")).error()).isEqualTo("invalid_grant");
            await().until(() -> house.refused(ME, second.text("access_token")).equals("UNAUTHENTICATED"));
        }
    }

    @Test
    void what_belongs_to_another_application_or_tenant_is_of_no_use(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            OauthHouse.join(house.server, "acme", "admin@acme.example.com", "admin");
            String acme = house.token(
                    Map.of("tenant", "acme", "identifier", "admin@acme.example.com", "password", OauthHouse.PASSWORD));
            Application lens = house.application(false, SCOPES);
            Application other = house.application(false, SCOPES);
            Application foreign = house.register(acme, false, List.of("AUTHORIZATION_CODE", "REFRESH_TOKEN"), SCOPES);
            String code = lens.code(browser, ASKED);

            assertThat(foreign.exchange(code).error()).isEqualTo("invalid_grant");
            assertThat(lens.exchange(code).error()).isEqualTo("invalid_grant");
            String next = lens.code(browser, ASKED);
            assertThat(other.exchange(next).error()).isEqualTo("invalid_grant");
            Answer tokens = lens.exchange(lens.code(browser, ASKED));
            for (String kind : List.of("access_token", "refresh_token")) {
                Answer worth = foreign.post("/oauth2/introspect", Map.of("token", tokens.text(kind)));
                assertThat(worth.body().path("active").asBoolean()).isFalse();
                assertThat(foreign.post("/oauth2/revoke", Map.of("token", tokens.text(kind)))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(house.refused(ME, tokens.text("access_token"))).isEmpty();
            // Ada is signed in at main, which is nobody at acme.
            assertThat(browser.follow(browser.get(Application.authorize(foreign.request(ASKED))))
                            .body())
                    .contains("name=\"password\"");
            assertThat(AuthServer.errorCode(house.server.ask(
                            "mutation($input: DeleteOauthClientInput!) { deleteOauthClient(input: $input) { __typename } }",
                            Map.of("input", Map.of("id", lens.id())),
                            acme)))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void guessing_secrets_finds_nothing_and_locks_nobody_out(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database)) {
            Application lens = house.application(false, SCOPES);
            Map<String, String> form = Map.of("grant_type", "client_credentials", "scope", "user:read");

            for (int i = 0; i < 50; i++) {
                Answer guessed = new Application(house.issuer, lens.id(), "guess-" + i).token(form);
                assertThat(guessed.status()).isEqualTo(401);
                assertThat(guessed.error()).isEqualTo("invalid_client");
            }

            assertThat(lens.token(form).status()).isEqualTo(200);
            String rotated = AuthServer.text(
                    house.mutate(
                            "rotateOauthClientSecret",
                            Map.of("id", lens.id()),
                            "... on OauthClient { secret }",
                            house.admin),
                    "secret");
            assertThat(lens.token(form).status()).isEqualTo(401);
            assertThat(new Application(house.issuer, lens.id(), rotated)
                            .token(form)
                            .status())
                    .isEqualTo(200);
            assertThat(new Application(house.issuer, lens.id(), null)
                            .token(form)
                            .status())
                    .isNotEqualTo(200);
        }
    }

    @Test
    void pages_are_in_nobodys_frame_and_take_no_forms_from_elsewhere(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application lens = house.application(true, SCOPES);
            String start = Application.authorize(lens.request(ASKED));
            browser.cookies().put("__Host-coffer", "chosen-by-somebody-else");

            HttpResponse<String> signIn = browser.follow(browser.get(start));
            HttpResponse<String> consent = browser.signIn(start, OauthHouse.ADA, OauthHouse.PASSWORD);

            for (HttpResponse<String> page : List.of(signIn, consent)) {
                String policy =
                        page.headers().firstValue("Content-Security-Policy").orElse("");
                assertThat(policy)
                        .contains("default-src 'none'")
                        .contains("frame-ancestors 'none'")
                        .contains("form-action 'self' https://lens.example.com;");
                assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
                assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
                assertThat(page.body()).doesNotContain("<script");
            }
            assertThat(browser.cookies().get("__Host-coffer")).isNotEqualTo("chosen-by-somebody-else");
            assertThat(browser.cookies()).doesNotContainKey("JSESSIONID");
            Map<String, String> foreign = new HashMap<>(Browser.fields(signIn.body(), 0));
            foreign.put("form", "guessed-by-another-site-0");
            foreign.put("identifier", OauthHouse.ADA);
            foreign.put("password", OauthHouse.PASSWORD);
            assertThat(browser.post("/signin", foreign).statusCode()).isEqualTo(400);
            try (Browser stranger = new Browser(house.issuer)) {
                OauthHouse.join(house.server, "main", "eve@example.com", "user");
                stranger.signIn("/activate", "eve@example.com", OauthHouse.PASSWORD);
                String state =
                        Objects.requireNonNull(Browser.fields(consent.body(), 0).get("state"));
                assertThat(stranger.get("/oauth2/consent?state=" + Browser.encoded(state))
                                .statusCode())
                        .isEqualTo(400);
                HttpResponse<String> answered = stranger.consent(consent, true);
                assertThat(answered.headers().firstValue("Location")).isEmpty();
            }
        }
    }

    @Test
    void other_endpoints_have_no_filters_of_it(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database)) {
            assertThat(house.server.get("/.well-known/jwks.json").headers().firstValue("X-Frame-Options"))
                    .isEmpty();
            assertThat(house.server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(house.refused(ME, house.admin)).isEmpty();
            assertThat(house.server.get("/.well-known/openid-configuration").body())
                    .contains("\"issuer\":\"" + house.issuer + "\"")
                    .contains("EdDSA")
                    .contains("authorization_response_iss_parameter_supported")
                    .doesNotContain("token-exchange");
            assertThat(house.server
                            .get("/.well-known/oauth-authorization-server")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(house.server.get("/login").statusCode()).isEqualTo(404);
            assertThat(house.server.get("/logout").statusCode()).isEqualTo(404);
        }
    }
}
