package dev.coffer.core.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.core.identity.Verification.Reason;
import dev.coffer.core.identity.Verification.Rejected;
import dev.coffer.core.identity.Verification.Verified;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens as RFC 9068 and RFC 8725 ask: one algorithm (EdDSA over Ed25519), {@code typ: at+jwt}, a key named
 * by {@code kid} from the issuer's own set and from nowhere else, then issuer, audience and times.
 */
public final class JwtVerifier implements TokenVerifier {

    static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
    private static final int MAX_TOKEN_CHARS = 8_192;

    private final IdentitySettings settings;
    private final VerificationKeys keys;
    private final Clock clock;

    public JwtVerifier(IdentitySettings settings, VerificationKeys keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Verification verify(String token) {
        if (ApiKeyText.isMeant(token)) {
            return new Rejected(Reason.API_KEY);
        }
        if (token.length() > MAX_TOKEN_CHARS) {
            return new Rejected(Reason.MALFORMED);
        }
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            return new Rejected(Reason.MALFORMED);
        }
        Reason wrong = checkHeader(jwt.getHeader());
        if (wrong == null) {
            wrong = checkSignature(jwt);
        }
        return wrong == null ? checkClaims(jwt) : new Rejected(wrong);
    }

    private static @Nullable Reason checkHeader(JWSHeader header) {
        if (!JWSAlgorithm.EdDSA.equals(header.getAlgorithm())) {
            return Reason.WRONG_ALGORITHM;
        }
        if (!ACCESS_TOKEN.equals(header.getType())) {
            return Reason.WRONG_TYPE;
        }
        if (header.getCriticalParams() != null || header.getKeyID() == null) {
            return Reason.MALFORMED;
        }
        return null;
    }

    private @Nullable Reason checkSignature(SignedJWT jwt) {
        try {
            OctetKeyPair key = keys.find(jwt.getHeader().getKeyID());
            if (key == null) {
                return Reason.UNKNOWN_KEY;
            }
            return jwt.verify(new Ed25519Verifier(key)) ? null : Reason.BAD_SIGNATURE;
        } catch (JOSEException e) {
            return Reason.BAD_SIGNATURE;
        } catch (VerificationKeys.KeysUnavailable e) {
            return Reason.KEYS_UNAVAILABLE;
        }
    }

    private Verification checkClaims(SignedJWT jwt) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Reason wrong = checkOrigin(claims);
            if (wrong == null) {
                wrong = checkTimes(claims);
            }
            return wrong == null ? toVerified(claims, jwt.getHeader().getKeyID()) : new Rejected(wrong);
        } catch (ParseException e) {
            return new Rejected(Reason.MALFORMED);
        }
    }

    private @Nullable Reason checkOrigin(JWTClaimsSet claims) {
        if (!settings.issuer().equals(claims.getIssuer())) {
            return Reason.WRONG_ISSUER;
        }
        return claims.getAudience().contains(settings.audience()) ? null : Reason.WRONG_AUDIENCE;
    }

    private @Nullable Reason checkTimes(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        if (expires == null || claims.getIssueTime() == null) {
            return Reason.INCOMPLETE;
        }
        Instant now = clock.instant();
        if (!now.minus(settings.clockSkew()).isBefore(expires.toInstant())) {
            return Reason.EXPIRED;
        }
        Instant latest = now.plus(settings.clockSkew());
        boolean early = claims.getIssueTime().toInstant().isAfter(latest)
                || (claims.getNotBeforeTime() != null
                        && claims.getNotBeforeTime().toInstant().isAfter(latest));
        return early ? Reason.NOT_YET_VALID : null;
    }

    private static Verification toVerified(JWTClaimsSet claims, String keyId) throws ParseException {
        String tenant = claims.getStringClaim("tenant");
        String session = claims.getStringClaim("sid");
        List<String> roles = claims.getStringListClaim("roles");
        if (isMissing(claims.getSubject()) || isMissing(tenant) || isMissing(session) || roles == null) {
            return new Rejected(Reason.INCOMPLETE);
        }
        Set<String> named = new HashSet<>(roles);
        if (named.contains(null)) {
            return new Rejected(Reason.MALFORMED);
        }
        Long version = claims.getLongClaim("ver");
        Terms terms = terms(claims);
        Set<String> scopes = terms.scopes();
        return new Verified(
                new Caller(claims.getSubject(), tenant, named, session, terms),
                claims.getExpirationTime().toInstant(),
                scopes == null ? Set.of() : scopes,
                version == null ? 0 : version,
                keyId);
    }

    private static Terms terms(JWTClaimsSet claims) throws ParseException {
        Date authenticated = claims.getDateClaim("auth_time");
        Map<String, Object> act = claims.getJSONObjectClaim("act");
        return new Terms(
                scopes(claims),
                claims.getStringClaim("acr"),
                authenticated == null ? null : authenticated.toInstant(),
                act == null ? null : actor(act));
    }

    /** A token that says that somebody acts for its subject, and not who, is not one to trust. */
    private static String actor(Map<String, Object> act) throws ParseException {
        if (act.get("sub") instanceof String actor && !actor.isBlank()) {
            return actor;
        }
        throw new ParseException("The claim act names nobody", 0);
    }

    /** By RFC 9068 names with spaces between them; another form grants nothing. Null where the token has no such claim. */
    private static @Nullable Set<String> scopes(JWTClaimsSet claims) {
        if (claims.getClaim("scope") == null) {
            return null;
        }
        Set<String> names = new HashSet<>();
        if (claims.getClaim("scope") instanceof String text) {
            names.addAll(List.of(text.split(" ")));
            names.remove("");
        }
        return names;
    }

    private static boolean isMissing(@Nullable String claim) {
        return claim == null || claim.isBlank();
    }
}
