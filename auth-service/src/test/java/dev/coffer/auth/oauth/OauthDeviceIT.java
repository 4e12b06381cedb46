package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.oauth.Application.Answer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class OauthDeviceIT {

    private static final String ME = "{ me { id } }";

    private static Answer poll(Application app, Answer begun) {
        return app.token(Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                begun.text("device_code")));
    }

    @Test
    void a_user_connects_a_device_and_is_asked_each_time(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application box = house.application(true, "user:read", "wallet:*");
            for (int i = 0; i < 2; i++) {
                Answer begun = box.post("/oauth2/device_authorization", Map.of("scope", "user:read"));
                assertThat(begun.text("verification_uri")).isEqualTo(house.issuer + "/activate");
                assertThat(poll(box, begun).error()).isEqualTo("authorization_pending");

                String verify = "/oauth2/device_verification?user_code=" + Browser.encoded(begun.text("user_code"));
                HttpResponse<String> consent = i == 0
                        ? browser.signIn(verify, OauthHouse.ADA, OauthHouse.PASSWORD)
                        : browser.follow(browser.get(verify));
                assertThat(consent.body()).contains("Ledger Lens").contains(begun.text("user_code"));
                assertThat(browser.consent(consent, true).body()).contains("connected");

                Answer tokens = poll(box, begun);
                assertThat(tokens.status()).as(tokens.body().toString()).isEqualTo(200);
                assertThat(house.refused(ME, tokens.text("access_token"))).isEmpty();
                assertThat(poll(box, begun).status()).isEqualTo(400);
                assertThat(box.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_device_that_is_refused_or_another_applications_gets_nothing(@FreshDatabase String database) {
        try (OauthHouse house = OauthHouse.open(database);
                Browser browser = new Browser(house.issuer)) {
            Application box = house.application(true, "user:read");
            Application other = house.application(true, "user:read");
            Answer begun = box.post("/oauth2/device_authorization", Map.of("scope", "user:read"));
            String verify = "/oauth2/device_verification?user_code=" + Browser.encoded(begun.text("user_code"));

            HttpResponse<String> consent = browser.signIn(verify, OauthHouse.ADA, OauthHouse.PASSWORD);
            browser.consent(consent, false);

            assertThat(poll(box, begun).error()).isEqualTo("access_denied");
            assertThat(poll(other, begun).error()).isEqualTo("invalid_grant");
            assertThat(browser.follow(browser.get("/oauth2/device_verification?user_code=BBBB-BBBB"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(box.post("/oauth2/device_authorization", Map.of("scope", "wallet:*"))
                            .error())
                    .isEqualTo("invalid_scope");
        }
    }
}
