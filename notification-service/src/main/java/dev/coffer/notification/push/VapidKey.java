package dev.coffer.notification.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Says to push services who sends (VAPID, RFC 8292). */
final class VapidKey {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final String publicKey;
    private final String subject;
    private final ECDSASigner signer;

    /** @throws IllegalStateException where the two keys do not belong together: browsers would never hear of it */
    VapidKey(PushProperties.Web settings) {
        this.publicKey = settings.publicKey();
        this.subject = settings.subject();
        try {
            BigInteger number = new BigInteger(1, Base64.getUrlDecoder().decode(settings.privateKey()));
            ECPrivateKey key = (ECPrivateKey) KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(number, Curve.P_256.toECParameterSpec()));
            this.signer = new ECDSASigner(key);
            String probe = token("https://example.com", Instant.EPOCH);
            ECDSAVerifier verifier = new ECDSAVerifier(
                    WebPushEncryption.publicKey(Base64.getUrlDecoder().decode(publicKey)));
            if (!SignedJWT.parse(probe).verify(verifier)) {
                throw new IllegalStateException("coffer.notification.push.web: the keys do not belong together");
            }
        } catch (GeneralSecurityException | JOSEException | ParseException | IllegalArgumentException wrong) {
            throw new IllegalStateException("coffer.notification.push.web: no keys on P-256 in Base64url");
        }
    }

    String publicKey() {
        return publicKey;
    }

    /** The value of {@code Authorization}. @param origin of the push service */
    String authorization(String origin, Instant now) {
        return "vapid t=" + token(origin, now) + ", k=" + publicKey;
    }

    private String token(String origin, Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .audience(origin)
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .subject(subject)
                .build();
        return PushKeys.sign(JWSAlgorithm.ES256, null, claims, signer);
    }
}
