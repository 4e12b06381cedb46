package dev.coffer.auth.social;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Has a provider believe that it is the tenant who asks. */
final class ProveClient {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Clock clock;

    ProveClient(Clock clock) {
        this.clock = clock;
    }

    /** @throws JOSEException when the private key of the settings is none */
    ClientAuthentication prove(SocialClient client, KnownIssuer issuer) throws JOSEException {
        ClientID id = new ClientID(client.clientId());
        SocialClient.Signer signer = client.signer();
        if (signer != null) {
            return new ClientSecretPost(id, new Secret(signed(client, signer)));
        }
        Secret secret = new Secret(client.secret().reveal());
        return issuer.takesBasic() ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret);
    }

    private String signed(SocialClient client, SocialClient.Signer signer) throws JOSEException {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(signer.teamId())
                .subject(client.clientId())
                .audience(client.issuer())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(signer.keyId()).build(), claims);
        token.sign(new ECDSASigner(key(client.secret().reveal()), Curve.P_256));
        return token.serialize();
    }

    private static PrivateKey key(String pem) throws JOSEException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new JOSEException("The private key in the settings is none", wrong);
        }
    }
}
