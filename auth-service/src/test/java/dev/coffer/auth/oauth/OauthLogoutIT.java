package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.oauth.Application.Answer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications that sign their users out at the browser, and whoever would like to send them somewhere by that. */
@ExtendWith(StoresExtension.class)
class OauthLogoutIT {

    private static final String ME = "{ me { id } }";
    private static final String OF_THE_SESSION = "openid user:read";
    private static final String LASTING = "openid offline_access user:read";
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private OauthHouse house;
    private Browser browser;
    private Application lens;

    @BeforeEach
    void open(@FreshDatabase String database) {
        house = OauthHouse.open(database);
        browser = new Browser(house.issuer);
        lens = house.application(true, "openid", "offline_access", "user:read");
    }

    @AfterEach
    void close() {
        browser.close();
        house.close();
    }

    private static String path(Map<String, String> parameters) {
        return "/signout?" + Browser.encoded(new ArrayList<>(parameters.entrySet()));
    }

    private static Map<String, String> request(Answer tokens, String back) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("id_token_hint", tokens.text("id_token"));
        request.put("post_logout_redirect_uri", back);
        return request;
    }

    private Answer tokens(String scope) {
        return lens.exchange(lens.code(browser, scope));
    }

    private boolean isSignedIn() {
        return !browser.follow(browser.get(Application.authorize(lens.request(OF_THE_SESSION))))
                .body()
                .contains("name=\"password\"");
    }

    private boolean counts(Answer tokens) {
        return house.refused(ME, tokens.text("access_token")).isEmpty();
    }

    @Test
    void the_user_is_signed_out_and_sent_back_and_what_was_for_the_session_ends_with_it() {
        Answer brief = tokens(OF_THE_SESSION);
        Answer lasting = tokens(LASTING);
        Map<String, String> request = request(brief, Application.BYE);
        request.put("state", "st ate&1\r\nSet-Cookie: a=b");
        request.put("client_id", lens.id());

        HttpResponse<String> gone = browser.get(path(request));

        assertThat(gone.statusCode()).isEqualTo(303);
        assertThat(Browser.location(gone)).isEqualTo(Application.BYE + "?state=st+ate%261%0D%0ASet-Cookie%3A+a%3Db");
        assertThat(isSignedIn()).isFalse();
        await().atMost(A_SECOND).until(() -> !counts(brief));
        assertThat(counts(lasting)).as("what is to go on without the user").isTrue();
        assertThat(lens.refresh(lasting.text("refresh_token")).status()).isEqualTo(200);
        // Again nobody is signed in, and the way back is the same.
        assertThat(Browser.location(browser.get(path(request(brief, Application.BYE + "?of=coffer")))))
                .isEqualTo(Application.BYE + "?of=coffer");
    }

    @Test
    void an_id_token_that_has_expired_still_says_whom_the_application_means() {
        Answer brief = tokens(OF_THE_SESSION);
        house.server.clock().advance(Duration.ofMinutes(30));

        assertThat(browser.get(path(Map.of("id_token_hint", brief.text("id_token"))))
                        .body())
                .contains("You are signed out");

        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void nobody_is_sent_anywhere_that_is_not_registered_to_the_letter() {
        Answer brief = tokens(OF_THE_SESSION);
        for (String elsewhere : List.of(
                "https://evil.example.com/",
                Application.BYE + "/",
                Application.BYE + "/../evil",
                Application.BYE + "#x",
                Application.BYE + "?x=1",
                Application.BYE + "?of=coffer&x",
                Application.BYE.replace("https", "http"),
                Application.BYE.replace("lens", "LENS"),
                Application.BYE.replace("https://", "https://user@"),
                Application.BYE.replace(".com", ".com.evil.example"),
                "//evil.example.com/bye",
                "/bye",
                "javascript:alert(1)",
                Application.CALLBACK,
                "")) {
            HttpResponse<String> refused = browser.get(path(request(brief, elsewhere)));
            assertThat(refused.statusCode()).as(elsewhere).isEqualTo(400);
            assertThat(Browser.location(refused)).as(elsewhere).isNull();
        }
        assertThat(counts(brief)).isTrue();
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void what_is_no_id_token_of_ours_for_that_application_signs_nobody_out() {
        Answer brief = tokens(OF_THE_SESSION);
        String idToken = brief.text("id_token");
        String[] parts = idToken.split("\\.", -1);
        Application other = house.application(true, "openid");
        List<Map<String, String>> requests = new ArrayList<>();
        for (String hint : List.of(
                brief.text("access_token"),
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A",
                "eyJhbGciOiJub25lIn0." + parts[1] + ".",
                "none",
                "",
                "x".repeat(9_000))) {
            requests.add(Map.of("id_token_hint", hint));
        }
        requests.add(Map.of("id_token_hint", idToken, "client_id", other.id()));
        for (Map<String, String> request : requests) {
            HttpResponse<String> refused = browser.get(path(request));
            assertThat(refused.statusCode()).isEqualTo(400);
        }
        house.mutate("deleteOauthClient", Map.of("id", other.id()), "", house.admin);
        assertThat(isSignedIn()).isTrue();
        assertThat(counts(brief)).isTrue();
    }

    @Test
    void whoever_is_somebody_else_at_the_browser_stays_signed_in() {
        Answer adas = tokens(OF_THE_SESSION);
        OauthHouse.join(house.server, "main", "ben@example.com", "user");
        try (Browser bens = new Browser(house.issuer)) {
            bens.signIn(Application.authorize(lens.request(OF_THE_SESSION)), "ben@example.com", OauthHouse.PASSWORD);

            HttpResponse<String> sent = bens.get(path(request(adas, Application.BYE)));

            assertThat(Browser.location(sent)).isEqualTo(Application.BYE);
            assertThat(bens.follow(bens.get(Application.authorize(lens.request(OF_THE_SESSION))))
                            .body())
                    .doesNotContain("name=\"password\"");
        }
        assertThat(counts(adas)).isTrue();
    }

    @Test
    void without_an_id_token_the_user_is_asked_and_no_other_site_answers_for_them() {
        Answer brief = tokens(OF_THE_SESSION);
        HttpResponse<String> page = browser.get("/signout?post_logout_redirect_uri=https%3A%2F%2Fevil.example.com");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Do you want to sign out").doesNotContain("evil");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'", "form-action 'self';");

        assertThat(browser.post("/signout", Map.of("form", "made-up")).body()).contains("Do you want to sign out");
        assertThat(counts(brief)).isTrue();

        assertThat(browser.post(
                                "/signout",
                                Browser.fields(browser.get("/signout").body(), 0))
                        .body())
                .contains("You are signed out");
        await().atMost(A_SECOND).until(() -> !counts(brief));
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void a_form_of_the_application_is_taken_once_more_as_a_link() {
        Answer brief = tokens(OF_THE_SESSION);
        Map<String, String> form = request(brief, Application.BYE);
        form.put("state", "a&b");

        HttpResponse<String> again = browser.post("/signout", form);

        assertThat(Browser.location(again))
                .startsWith("/signout?id_token_hint=")
                .endsWith("&state=a%26b");
        assertThat(counts(brief)).as("not by the form alone").isTrue();
        assertThat(Browser.location(browser.follow(again))).isEqualTo(Application.BYE + "?state=a%26b");
        await().atMost(A_SECOND).until(() -> !counts(brief));
    }

    @Test
    void the_discovery_document_says_where() {
        assertThat(lens.get("/.well-known/openid-configuration", null).text("end_session_endpoint"))
                .isEqualTo(house.issuer + "/signout");
        assertThat(lens.get("/.well-known/oauth-authorization-server", null)
                        .body()
                        .has("end_session_endpoint"))
                .isFalse();
    }
}
