package dev.coffer.auth.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Issues access tokens: JWTs by RFC 9068, signed with EdDSA, in force for {@link #LIFE}. */
public final class AccessTokens {

    public static final Duration LIFE = RevokeTokens.LONGEST_TOKEN;
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final IdentitySettings settings;
    private final Ids ids;
    private final Clock clock;
    private final TokenSigner signer;

    AccessTokens(IdentitySettings settings, TokenSigner signer, Ids ids, Clock clock) {
        this.settings = settings;
        this.signer = signer;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param caller whom the token is for, with whoever acts as them where its terms name somebody, and limited to the scopes that its
     *     terms name
     * @param version of the account; a later one is needed once its roles have changed
     * @throws CodedException UNAVAILABLE when the signing keys were not read yet and the store is away
     */
    public AccessToken issue(Caller caller, long version, Authentication authentication) {
        // A JWT counts in whole seconds; what we tell the client is what the token says.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = now.plus(LIFE);
        String actor = caller.terms().actor();
        JWTClaimsSet claims = claims(caller, version, now, expires)
                .claim("acr", authentication.acr())
                .claim("auth_time", authentication.at().getEpochSecond())
                .claim("act", actor == null ? null : Map.of("sub", actor))
                .build();
        return new AccessToken(signer.sign(TYPE, claims), expires);
    }

    /**
     * The same for whoever uses an API key: it states the caller's scopes, and no proof of who they are.
     *
     * @param latest when the key expires, null for never; the token does not outlive it
     */
    public AccessToken issueForKey(Caller caller, long version, @Nullable Instant latest) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant usual = now.plus(LIFE);
        Instant expires = latest == null || latest.isAfter(usual) ? usual : latest.truncatedTo(ChronoUnit.SECONDS);
        Objects.requireNonNull(caller.terms().scopes(), "a key is limited to scopes");
        JWTClaimsSet claims = claims(caller, version, now, expires).build();
        return new AccessToken(signer.sign(TYPE, claims), expires);
    }

    private JWTClaimsSet.Builder claims(Caller caller, long version, Instant now, Instant expires) {
        Set<String> scopes = caller.terms().scopes();
        return new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(caller.userId())
                .claim("tenant", caller.tenantId())
                .claim("roles", List.copyOf(caller.roles()))
                .claim("sid", caller.sessionId())
                .claim("ver", version)
                .claim("scope", scopes == null ? null : String.join(" ", new TreeSet<>(scopes)))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(expires))
                .jwtID(ids.next());
    }
}
