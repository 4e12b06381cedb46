package dev.coffer.auth.token;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that are not what they pretend to be; each would be an administrator's if it counted. */
@ExtendWith(StoresExtension.class)
final class TokenConfusionIT {

    private static AuthServer server;
    private static String genuine = "";
    private static String userId = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        userId = server.registered("ada@example.com", "correct horse battery");
        genuine = text(server.login("ada@example.com", "correct horse battery"), "accessToken");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_same_token_made_with_our_own_key_would_count() throws JOSEException {
        String forged = forge(ourKey(), header -> header, claims -> claims);

        assertThat(server.ask("{ users { nodes { id } } }", forged)
                        .at("/data/users/nodes/0/id")
                        .asString())
                .isEqualTo(userId);
    }

    @Test
    void a_token_without_a_signature_does_not_count() {
        String header = encode("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + ourKey().getKeyID() + "\"}");

        assertRejected(header + "." + adminClaims() + ".");
        assertRejected(header.replace("none", "None") + "." + adminClaims() + ".");
        assertRejected(genuine.substring(0, genuine.lastIndexOf('.') + 1));
    }

    @Test
    void the_public_key_is_no_shared_secret() throws GeneralSecurityException {
        String jwks = server.get("/.well-known/jwks.json").body();
        for (byte[] secret : List.of(
                ourKey().getX().decode(),
                ourKey().getX().toString().getBytes(UTF_8),
                ourKey().toPublicJWK().toJSONString().getBytes(UTF_8),
                jwks.getBytes(UTF_8))) {
            String signed = encode("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + ourKey().getKeyID() + "\"}")
                    + "." + adminClaims();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));

            assertRejected(signed + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
        }
    }

    @Test
    void a_strangers_key_does_not_count_under_any_name() throws JOSEException {
        OctetKeyPair stranger = KeyRing.generate();

        assertRejected(forge(stranger, header -> header, claims -> claims));
        assertRejected(forge(stranger, header -> header.keyID(ourKey().getKeyID()), claims -> claims));
        assertRejected(forge(stranger, header -> header.jwk(stranger.toPublicJWK()), claims -> claims));
        assertRejected(
                forge(stranger, header -> header.jwkURL(URI.create("http://127.0.0.1:1/jwks.json")), claims -> claims));
        assertRejected(forge(stranger, header -> header.keyID("../../../../dev/null"), claims -> claims));
        assertRejected(forge(stranger, header -> header.keyID("http://127.0.0.1:1/jwks.json"), claims -> claims));
    }

    @Test
    void a_token_that_says_it_must_be_understood_does_not_count_though_it_is_ours() throws JOSEException {
        assertRejected(forge(
                ourKey(),
                header -> header.criticalParams(Set.of("urn:example:must")).customParam("urn:example:must", true),
                claims -> claims));
    }

    @Test
    void a_token_for_others_or_from_others_does_not_count() throws JOSEException {
        assertRejected(forge(ourKey(), header -> header, claims -> claims.audience("other-api")));
        assertRejected(forge(ourKey(), header -> header, claims -> claims.issuer("https://evil.example")));
        assertRejected(forge(ourKey(), header -> header.type(JOSEObjectType.JWT), claims -> claims));
        assertRejected(forge(ourKey(), header -> header.type(null), claims -> claims));
    }

    @Test
    void a_token_out_of_its_time_does_not_count() throws JOSEException {
        Date past = Date.from(server.now().minusSeconds(6));
        Date future = Date.from(server.now().plusSeconds(60));

        assertRejected(forge(ourKey(), header -> header, claims -> claims.expirationTime(past)));
        assertRejected(forge(ourKey(), header -> header, claims -> claims.expirationTime(null)));
        assertRejected(forge(ourKey(), header -> header, claims -> claims.notBeforeTime(future)));
        assertRejected(forge(ourKey(), header -> header, claims -> claims.issueTime(future)));
    }

    @Test
    void a_genuine_token_expires_after_five_minutes() {
        server.clock().advance(AccessTokens.LIFE.plusSeconds(5));

        assertRejected(genuine);
        server.clock().advance(AccessTokens.LIFE.plusSeconds(5).negated());
        assertThat(server.ask("{ me { id } }", genuine).at("/data/me/id").asString())
                .isEqualTo(userId);
    }

    @Test
    void a_token_with_changed_claims_does_not_count() {
        String[] parts = genuine.split("\\.", -1);

        assertRejected(parts[0] + "." + adminClaims() + "." + parts[2]);
    }

    @Test
    void a_refresh_token_is_no_access_token() {
        assertRejected(text(server.login("ada@example.com", "correct horse battery"), "refreshToken"));
    }

    private static void assertRejected(String token) {
        assertThat(errorCode(server.ask("{ users { nodes { id } } }", token))).isEqualTo("UNAUTHENTICATED");
        assertThat(errorCode(server.ask("{ me { id } }", token))).isEqualTo("UNAUTHENTICATED");
    }

    private static OctetKeyPair ourKey() {
        return server.bean(KeyRing.class).current().pair();
    }

    private static String forge(
            OctetKeyPair key, UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims)
            throws JOSEException {
        JWSHeader.Builder genuineHeader = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(AccessTokens.TYPE)
                .keyID(key.getKeyID());
        SignedJWT token = new SignedJWT(
                header.apply(genuineHeader).build(),
                claims.apply(genuineClaims()).build());
        token.sign(new Ed25519Signer(key));
        return token.serialize();
    }

    private static JWTClaimsSet.Builder genuineClaims() {
        try {
            return new JWTClaimsSet.Builder(SignedJWT.parse(genuine).getJWTClaimsSet())
                    .claim("roles", List.of("admin"));
        } catch (ParseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String adminClaims() {
        return encode(genuineClaims().build().toString());
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
