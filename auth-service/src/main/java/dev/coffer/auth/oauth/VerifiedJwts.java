package dev.coffer.auth.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import java.text.ParseException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Has the authorization server take access tokens as every service does: by our verifier, revocations included. */
final class VerifiedJwts implements JwtDecoder {

    private final TokenVerifier verifier;

    VerifiedJwts(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Jwt decode(String token) {
        return switch (verifier.verify(token)) {
            case Verification.Rejected(Verification.Reason reason) -> throw new BadJwtException(reason.sentence());
            case Verification.Verified verified -> read(token, verified);
        };
    }

    private static Jwt read(String token, Verification.Verified verified) {
        try {
            JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
            return Jwt.withTokenValue(token)
                    .header("alg", "EdDSA")
                    .claims(all -> all.putAll(claims.getClaims()))
                    .issuedAt(claims.getIssueTime().toInstant())
                    .notBefore(claims.getIssueTime().toInstant())
                    .expiresAt(verified.expiresAt())
                    .build();
        } catch (ParseException impossible) {
            throw new IllegalStateException("A verified token is no JWT", impossible);
        }
    }
}
