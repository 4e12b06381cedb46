package dev.coffer.auth.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import dev.coffer.core.config.Secret;
import dev.coffer.core.testkit.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProveClientTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final URI ANY = URI.create("https://id.example.com");

    private final ProveClient proveClient = new ProveClient(MutableClock.at(NOW));

    private static KnownIssuer issuer(boolean takesBasic) {
        return new KnownIssuer("any", ANY, ANY, null, (selector, context) -> java.util.List.of(), false, takesBasic);
    }

    private static SocialClient apple(String key) {
        return SocialClient.of(
                new AppleSettings(true, "com.example.web", "TEAM", "KEY", Secret.of(key), "https://app.example.com"));
    }

    @Test
    void apple_gets_a_token_that_the_tenants_key_signs_for_five_minutes() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.toPrivateKey().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";

        ClientAuthentication proof = proveClient.prove(apple(pem), issuer(true));

        assertThat(proof).isInstanceOf(ClientSecretPost.class);
        SignedJWT token =
                SignedJWT.parse(((ClientSecretPost) proof).getClientSecret().getValue());
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(token.getHeader().getKeyID()).isEqualTo("KEY");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("TEAM");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("com.example.web");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("https://appleid.apple.com");
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(Date.from(NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void a_key_that_is_none_is_told_without_telling_it() {
        assertThatThrownBy(() -> proveClient.prove(apple("not a key"), issuer(true)))
                .isInstanceOf(JOSEException.class)
                .hasMessageNotContaining("not a key");
    }

    @Test
    void others_get_the_secret_in_the_header_where_they_take_it_and_in_the_body_otherwise() throws Exception {
        SocialClient google = SocialClient.of(
                SocialProvider.GOOGLE,
                new SocialSettings(true, "coffer", Secret.of("secret"), "https://a.example, https://b.example"));

        assertThat(proveClient.prove(google, issuer(true))).isInstanceOf(ClientSecretBasic.class);
        assertThat(proveClient.prove(google, issuer(false))).isInstanceOf(ClientSecretPost.class);
        assertThat(google.redirectUris()).isEqualTo(Set.of("https://a.example", "https://b.example"));
        assertThat(google.isComplete()).isTrue();
        assertThat(SocialClient.of(SocialProvider.GOOGLE, new SocialSettings(true, "coffer", Secret.UNSET, "x"))
                        .isComplete())
                .isFalse();
    }
}
