package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one network may have refused at the endpoints and pages of applications; another network notices nothing of it. */
@ExtendWith(StoresExtension.class)
class OauthBoundsIT {

    private static final int MOST = 5;
    /** Of a range that nothing but this test uses: what Redis counted for one of them is not another's. */
    private static final AtomicInteger NEXT = new AtomicInteger((int) (System.nanoTime() & 0xfffff) << 4);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String address() {
        int number = NEXT.incrementAndGet();
        return "11." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    private static OauthHouse open(String database) {
        OauthHouse house = OauthHouse.open(database, Map.of("coffer.auth.trusted-proxies", "127.0.0.0/8"));
        Map<String, String> few = new HashMap<>();
        for (String bound : new String[] {"proofs", "applications", "devices"}) {
            few.put(bound, Integer.toString(MOST));
        }
        few.put("exempt", "192.0.2.0/24");
        house.server.setting("auth-service/network-limits", few);
        return house;
    }

    private static HttpResponse<String> post(OauthHouse house, String from, String path, Map<String, String> form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(house.issuer + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", "1.2.3.4, " + from)
                .header("Cookie", "__Host-coffer-form=a-token-of-the-form-1")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.encoded(new ArrayList<>(form.entrySet()))))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Map<String, String> credentials(Application app, String secret) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", "user:read");
        form.put("client_id", app.id());
        form.put("client_secret", secret);
        return form;
    }

    @Test
    void who_guesses_secrets_has_to_wait_and_nobody_elsewhere_has(@FreshDatabase String database) {
        try (OauthHouse house = open(database)) {
            Application lens = house.application(false, "user:read");
            String attacker = address();
            // The first beyond the bound is looked at still.
            for (int i = 0; i <= MOST; i++) {
                assertThat(post(house, attacker, "/oauth2/token", credentials(lens, "guess-" + i))
                                .statusCode())
                        .isEqualTo(401);
            }

            for (String path : new String[] {"/oauth2/token", "/oauth2/%74oken"}) {
                HttpResponse<String> blocked =
                        post(house, attacker, path, credentials(lens, String.valueOf(lens.secret())));
                assertThat(blocked.statusCode()).as(path).isEqualTo(429);
                assertThat(blocked.headers().firstValueAsLong("Retry-After").orElse(0))
                        .isPositive();
                assertThat(blocked.body()).contains("temporarily_unavailable");
            }
            assertThat(post(house, address(), "/oauth2/token", credentials(lens, String.valueOf(lens.secret())))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_application_that_has_proven_itself_and_a_device_that_waits_are_not_counted(@FreshDatabase String database) {
        try (OauthHouse house = open(database)) {
            Application lens = house.application(false, "user:read");
            Application box = house.application(true, "user:read");
            String address = address();
            Map<String, String> stale = new HashMap<>(credentials(lens, String.valueOf(lens.secret())));
            stale.put("grant_type", "refresh_token");
            stale.put("refresh_token", "one-that-was-revoked-long-ago");
            String device = post(
                            house,
                            address,
                            "/oauth2/device_authorization",
                            Map.of("client_id", box.id(), "scope", "user:read"))
                    .body();
            Map<String, String> poll = Map.of(
                    "client_id",
                    box.id(),
                    "grant_type",
                    "urn:ietf:params:oauth:grant-type:device_code",
                    "device_code",
                    device.replaceAll(".*\"device_code\":\"([^\"]+)\".*", "$1"));

            for (int i = 0; i < 2 * MOST; i++) {
                HttpResponse<String> refused = post(house, address, "/oauth2/token", stale);
                assertThat(refused.body()).contains("invalid_grant");
                assertThat(post(house, address, "/oauth2/token", poll).body()).contains("authorization_pending");
            }
        }
    }

    @Test
    void codes_for_devices_are_bounded_whether_or_not_they_are_given(@FreshDatabase String database) {
        try (OauthHouse house = open(database)) {
            Application box = house.application(true, "user:read");
            Map<String, String> ask = Map.of("client_id", box.id(), "scope", "user:read");
            String address = address();
            for (int i = 0; i < MOST; i++) {
                assertThat(post(house, address, "/oauth2/device_authorization", ask)
                                .statusCode())
                        .isEqualTo(200);
            }

            assertThat(post(house, address, "/oauth2/device_authorization", ask).statusCode())
                    .isEqualTo(429);
            assertThat(post(house, address(), "/oauth2/device_authorization", ask)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void passwords_at_the_page_count_with_those_at_the_api(@FreshDatabase String database) {
        try (OauthHouse house = open(database)) {
            Application lens = house.application(true, "user:read");
            String address = address();
            Map<String, String> form = new LinkedHashMap<>();
            form.put("continue", Application.authorize(lens.request("user:read")));
            form.put("form", "a-token-of-the-form-1");
            form.put("password", "wrong");
            for (int i = 0; i < MOST; i++) {
                form.put("identifier", "victim" + i + "@example.com");
                assertThat(post(house, address, "/signin", form).body()).contains("name=\"password\"");
            }

            form.put("identifier", OauthHouse.ADA);
            form.put("password", OauthHouse.PASSWORD);
            HttpResponse<String> blocked = post(house, address, "/signin", form);
            assertThat(blocked.statusCode()).isEqualTo(200);
            assertThat(blocked.body()).contains("role=\"alert\"");
            assertThat(post(house, address(), "/signin", form).statusCode()).isEqualTo(303);
        }
    }
}
