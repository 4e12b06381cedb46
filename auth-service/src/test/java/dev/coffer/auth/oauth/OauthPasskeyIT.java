package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.coffer.auth.factor.Member;
import dev.coffer.auth.passkey.PasskeyDevice;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Passkeys on the pages where applications have their users sign in. */
@ExtendWith(StoresExtension.class)
class OauthPasskeyIT {

    private static final String EMAIL = "pia@example.com";
    private static final String SCOPE = "openid user:read";
    private static final Pattern OPTIONS = Pattern.compile("data-options=\"([^\"]+)\"");
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*)</script>", Pattern.DOTALL);

    private final PasskeyDevice device = new PasskeyDevice();
    private OauthHouse house;
    private Browser browser;
    private Application lens;

    @BeforeEach
    void open(@FreshDatabase String database) {
        house = OauthHouse.open(database);
        browser = new Browser(house.issuer);
        lens = house.application(true, "openid", "user:read");
        Member pia = Member.join(house.server, EMAIL);
        String options = pia.ask(
                        "startPasskeyRegistration",
                        Map.of("password", Member.PASSWORD),
                        "... on PasskeyRequest { options }")
                .path("options")
                .asString();
        assertThat(pia.ask(
                                "registerPasskey",
                                Map.of("credential", device.create(options), "name", "Blue phone"),
                                "... on Passkey { id }")
                        .path("__typename")
                        .asString())
                .isEqualTo("Passkey");
    }

    @AfterEach
    void close() {
        browser.close();
        house.close();
    }

    private static String options(HttpResponse<String> page) {
        Matcher found = OPTIONS.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1).replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&");
    }

    /** The page that a sign-in by password comes to. */
    private HttpResponse<String> second() {
        return browser.signIn(Application.authorize(lens.request(SCOPE)), EMAIL, Member.PASSWORD);
    }

    /** The page that asks for a passkey alone. */
    private HttpResponse<String> alone() {
        HttpResponse<String> page = browser.follow(browser.get(Application.authorize(lens.request(SCOPE))));
        return browser.post("/signin/passkey", Browser.fields(page.body(), 1));
    }

    private HttpResponse<String> answer(HttpResponse<String> page, String path, String field, String credential) {
        Map<String, String> form = Browser.fields(page.body(), 0);
        assertThat(form).containsEntry(field, "");
        form.put(field, credential);
        return browser.follow(browser.post(path, form));
    }

    private String acr(HttpResponse<String> consent) throws ParseException {
        String code = Application.brought(browser.consent(consent, true)).get("code");
        String idToken = lens.exchange(String.valueOf(code)).text("id_token");
        return SignedJWT.parse(idToken).getJWTClaimsSet().getStringClaim("acr");
    }

    private static void isAskedAgain(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("class=\"problem\" role=\"alert\">").contains("data-options=");
    }

    @Test
    void a_passkey_takes_the_second_step_of_an_account_that_has_nothing_else() throws ParseException {
        HttpResponse<String> page = second();
        assertThat(page.body()).doesNotContain("name=\"send\"").doesNotContain("type=\"radio\"");

        HttpResponse<String> consent = answer(page, "/signin/second", "code", device.get(options(page)));

        assertThat(acr(consent)).isEqualTo("2");
    }

    @Test
    void a_passkey_signs_in_alone() throws ParseException {
        HttpResponse<String> page = alone();
        assertThat(page.body()).doesNotContain(EMAIL);

        HttpResponse<String> consent = answer(page, "/signin/passkey", "credential", device.get(options(page)));

        assertThat(acr(consent)).isEqualTo("2");
    }

    @Test
    void the_page_runs_its_own_script_and_nothing_else() throws Exception {
        for (HttpResponse<String> page : List.of(second(), alone())) {
            Matcher script = SCRIPT.matcher(page.body());
            assertThat(script.find()).isTrue();
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'; ")
                    .endsWith("; script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        HttpResponse<String> password = browser.follow(browser.get(Application.authorize(lens.request(SCOPE))));
        assertThat(password.body()).contains("name=\"password\"").doesNotContain("<script");
        assertThat(password.headers().firstValue("Content-Security-Policy").orElse(""))
                .doesNotContain("script-src");
    }

    @Test
    void an_answer_counts_once_for_what_it_was_asked_for_and_from_our_pages_only() {
        HttpResponse<String> page = alone();
        String used = device.get(options(page));
        browser.cookies().remove("__Host-coffer");
        assertThat(answer(page, "/signin/passkey", "credential", used).body()).contains("Ledger Lens");
        browser.cookies().remove("__Host-coffer");
        isAskedAgain(answer(page, "/signin/passkey", "credential", used));

        isAskedAgain(answer(alone(), "/signin/passkey", "credential", device.get(options(second()))));
        isAskedAgain(answer(second(), "/signin/second", "code", device.get(options(alone()))));
        isAskedAgain(answer(alone(), "/signin/passkey", "credential", "{}"));
        isAskedAgain(answer(alone(), "/signin/passkey", "credential", new PasskeyDevice().get(options(alone()))));
        HttpResponse<String> asked = alone();
        isAskedAgain(answer(
                asked,
                "/signin/passkey",
                "credential",
                device.from("https://evil.example").get(options(asked))));
        assertThat(browser.cookies()).doesNotContainKey("__Host-coffer");
    }

    @Test
    void no_other_site_sends_the_form_and_nobody_signs_in_at_another_tenant() {
        HttpResponse<String> page = alone();
        Map<String, String> form = Browser.fields(page.body(), 0);
        form.put("credential", device.get(options(page)));
        form.put("form", "made-up");
        assertThat(browser.post("/signin/passkey", form).statusCode()).isEqualTo(400);

        OauthHouse.join(house.server, "acme", "boss@acme.example.com", "admin");
        String boss = house.token(
                Map.of("tenant", "acme", "identifier", "boss@acme.example.com", "password", OauthHouse.PASSWORD));
        lens = house.register(boss, true, List.of("AUTHORIZATION_CODE"), "openid", "user:read");
        HttpResponse<String> elsewhere = alone();
        isAskedAgain(answer(elsewhere, "/signin/passkey", "credential", device.get(options(elsewhere))));
    }
}
