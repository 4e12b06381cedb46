package dev.coffer.auth.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.ids.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Issues tokens to applications of third parties: access tokens that every service verifies as any other and that are limited to
 * scopes, and ID tokens, which are meant for the application alone and open nothing.
 */
public final class ThirdPartyTokens {

    private final TokenSigner signer;
    private final IdentitySettings settings;
    private final String issuer;
    private final Ids ids;
    private final Clock clock;

    ThirdPartyTokens(TokenSigner signer, IdentitySettings settings, String issuer, Ids ids, Clock clock) {
        this.signer = signer;
        this.settings = settings;
        this.issuer = issuer;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What an application may do, and for whom.
     *
     * @param id stated as {@code sid}: by it the tokens are revoked
     * @param subject the user; the application itself where it acts for itself
     * @param version of the subject's roles
     * @param authentication of the user; null where there is none
     */
    public record Grant(
            String id,
            String tenantId,
            String subject,
            Set<String> roles,
            long version,
            String clientId,
            Set<String> scopes,
            @Nullable Authentication authentication) {

        public Grant {
            roles = Set.copyOf(roles);
            scopes = Set.copyOf(scopes);
        }
    }

    /** In force for {@link AccessTokens#LIFE}. The claim {@code scope} is always there: a token without it would not be limited. */
    public AccessToken accessToken(Grant grant) {
        Instant now = now();
        Instant expires = now.plus(AccessTokens.LIFE);
        JWTClaimsSet.Builder claims = common(grant, now, expires)
                .issuer(settings.issuer())
                .audience(settings.audience())
                .claim("tenant", grant.tenantId())
                .claim("roles", List.copyOf(grant.roles()))
                .claim("ver", grant.version())
                .claim("client_id", grant.clientId())
                .claim("scope", String.join(" ", new TreeSet<>(grant.scopes())))
                .notBeforeTime(Date.from(now))
                .jwtID(ids.next());
        return new AccessToken(signer.sign(AccessTokens.TYPE, claims.build()), expires);
    }

    /** @param nonce as the application asked; null where it gave none */
    public AccessToken idToken(Grant grant, @Nullable String nonce) {
        Instant now = now();
        Instant expires = now.plus(AccessTokens.LIFE);
        JWTClaimsSet.Builder claims = common(grant, now, expires)
                .issuer(issuer)
                .audience(grant.clientId())
                .claim("azp", grant.clientId());
        if (nonce != null) {
            claims.claim("nonce", nonce);
        }
        return new AccessToken(signer.sign(JOSEObjectType.JWT, claims.build()), expires);
    }

    private static JWTClaimsSet.Builder common(Grant grant, Instant now, Instant expires) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(grant.subject())
                .claim("sid", grant.id())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expires));
        Authentication authentication = grant.authentication();
        if (authentication != null) {
            claims.claim("acr", authentication.acr())
                    .claim("auth_time", authentication.at().getEpochSecond());
        }
        return claims;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
