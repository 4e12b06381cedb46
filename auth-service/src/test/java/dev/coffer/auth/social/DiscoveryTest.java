package dev.coffer.auth.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a provider may be, and what it may say of itself. */
final class DiscoveryTest {

    private final FakeIssuer issuer = make();
    private final OutboundHttp http = new OutboundHttp(false);

    private static FakeIssuer make() {
        try {
            return new FakeIssuer();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @AfterEach
    void close() {
        issuer.close();
        http.close();
    }

    private static SocialClient client(String issuer) {
        return new SocialClient(
                SocialProvider.OIDC,
                "A school",
                issuer,
                "coffer",
                Secret.of("secret"),
                null,
                true,
                Set.of("https://a.example"));
    }

    @Test
    void a_provider_is_found_once_and_remembered() {
        Discovery discovery = new Discovery(http);
        KnownIssuer found = discovery.of(client(issuer.issuer()));
        issuer.close();

        assertThat(found.token()).isEqualTo(URI.create(issuer.issuer() + "/token"));
        assertThat(discovery.of(client(issuer.issuer()))).isSameAs(found);
    }

    @Test
    void a_provider_that_calls_itself_otherwise_is_not_used() {
        issuer.calledInDiscovery = "https://accounts.google.com";
        assertThatThrownBy(() -> new Discovery(http).of(client(issuer.issuer())))
                .hasMessageContaining("provider");
    }

    @Test
    void a_provider_that_names_an_address_inside_is_not_used() {
        issuer.tokenEndpoint = "http://169.254.169.254/latest/meta-data";
        assertThatThrownBy(() -> new Discovery(http).of(client(issuer.issuer())))
                .hasMessageContaining("provider");
    }

    @Test
    void facebook_is_known_without_being_asked() {
        SocialClient facebook = new SocialClient(
                SocialProvider.FACEBOOK,
                "Facebook",
                SocialProvider.FACEBOOK.issuer(),
                "coffer",
                Secret.of("secret"),
                null,
                true,
                Set.of("https://a.example"));

        assertThat(new Discovery(http).of(facebook).token().getHost()).isEqualTo("graph.facebook.com");
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.example.com/x, true, true",
        "http://id.example.com, false, false",
        "http://127.0.0.1:80, true, false",
        "http://localhost:80, true, false",
        "http://127.0.0.1.evil.example, false, false",
        "http://10.0.0.1, false, false",
        "https://user@id.example.com, false, false",
        "file:///etc/passwd, false, false",
        "ftp://id.example.com, false, false"
    })
    void https_is_asked_everywhere_and_http_on_this_machine_in_development(
            String uri, boolean inDevelopment, boolean inProduction) {
        try (OutboundHttp production = new OutboundHttp(true)) {
            assertThat(http.isAllowed(URI.create(uri))).isEqualTo(inDevelopment);
            assertThat(production.isAllowed(URI.create(uri))).isEqualTo(inProduction);
        }
    }
}
