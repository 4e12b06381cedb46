package dev.coffer.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.core.identity.VerificationKeys;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads ID tokens that an application hands back to say whom it means. One that has expired says that too, for as long as its key is
 * published: it opens nothing.
 */
public final class IdTokenHints {

    private static final int MOST_CHARS = 8_192;

    private final VerificationKeys keys;
    private final String issuer;

    IdTokenHints(VerificationKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /**
     * @param subject the user
     * @param clientId the application that it was issued to
     */
    public record Hint(String subject, String clientId) {}

    /** Null for whatever is no ID token of ours. */
    public @Nullable Hint read(String text) {
        if (text.length() > MOST_CHARS) {
            return null;
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            return isOurs(token) ? hint(token.getJWTClaimsSet()) : null;
        } catch (ParseException | IllegalArgumentException | JOSEException | VerificationKeys.KeysUnavailable none) {
            return null;
        }
    }

    /** An access token has another type, and none was ever made by another algorithm. */
    private boolean isOurs(SignedJWT token) throws JOSEException {
        JWSHeader header = token.getHeader();
        if (!JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                || !JOSEObjectType.JWT.equals(header.getType())
                || header.getCriticalParams() != null
                || header.getKeyID() == null) {
            return false;
        }
        OctetKeyPair key = keys.find(header.getKeyID());
        return key != null && token.verify(new Ed25519Verifier(key));
    }

    private @Nullable Hint hint(JWTClaimsSet claims) {
        boolean isWhole = issuer.equals(claims.getIssuer())
                && claims.getSubject() != null
                && claims.getAudience().size() == 1;
        return isWhole ? new Hint(claims.getSubject(), claims.getAudience().getFirst()) : null;
    }
}
