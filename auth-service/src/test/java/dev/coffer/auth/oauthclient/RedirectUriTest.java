package dev.coffer.auth.oauthclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedirectUriTest {

    @Test
    void https_and_the_own_machine_are_taken_as_they_are() {
        for (String uri : List.of(
                "https://lens.example.com/callback",
                "https://lens.example.com:8443/callback?of=coffer",
                "http://127.0.0.1/callback",
                "http://127.0.0.1:7777/callback",
                "http://[::1]/callback")) {
            assertThat(RedirectUri.parse(uri)).isEqualTo(uri);
        }
    }

    @Test
    void anything_that_could_lead_elsewhere_is_refused() {
        for (String uri : List.of(
                "http://lens.example.com/callback",
                "http://localhost/callback",
                "https://user@lens.example.com/callback",
                "https://lens.example.com/callback#fragment",
                "https://*.example.com/callback",
                "https:///callback",
                "lens:/callback",
                "javascript:alert(1)",
                "/callback",
                "https://lens example.com/")) {
            assertThatThrownBy(() -> RedirectUri.parse(uri)).as(uri).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_client_id_says_whose_it_is_and_junk_says_nothing() {
        SecureRandom random = new SecureRandom();
        assertThat(ClientId.tenantOf(ClientId.make("acme & söhne", random))).isEqualTo("acme & söhne");
        for (String junk : List.of("", ".", "a", ".abc", "%%.abc", "x".repeat(300) + ".a")) {
            assertThat(ClientId.tenantOf(junk)).as(junk).isNull();
        }
    }
}
