package dev.coffer.auth.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.auth.browser.BrowserSession;
import dev.coffer.auth.browser.TenantSecret;
import dev.coffer.auth.oauth.MongoGrantForm.Presented;
import dev.coffer.auth.oauthclient.ClientId;
import dev.coffer.auth.session.RefreshFamily;
import dev.coffer.auth.session.RefreshToken;
import dev.coffer.auth.session.RefreshTokens;
import dev.coffer.auth.signin.DeviceCodeTries;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Finds what the authorization server keeps by what was presented. The tenant is the one that the secret names, or where it is too
 * short to name one, that of whoever presents it.
 */
final class MongoFindGrant {

    private static final Logger LOG = LoggerFactory.getLogger(MongoFindGrant.class);

    private static final List<String> SECRETS = List.of("code", "refresh_token");

    private final MongoGrants grants;
    private final RegisteredClients clients;
    private final RefreshTokens refreshTokens;
    private final OauthSettings settings;
    private final TokenVerifier verifier;
    private final DeviceCodeTries tries;
    private final Transactions transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    MongoFindGrant(
            MongoGrants grants,
            RegisteredClients clients,
            RefreshTokens refreshTokens,
            OauthSettings settings,
            TokenVerifier verifier,
            DeviceCodeTries tries,
            Transactions transactions,
            MeterRegistry meters,
            Clock clock) {
        this.grants = grants;
        this.clients = clients;
        this.refreshTokens = refreshTokens;
        this.settings = settings;
        this.verifier = verifier;
        this.tries = tries;
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
        // There from the start, at zero.
        SECRETS.forEach(this::reuses);
    }

    @Nullable
    OAuth2Authorization find(String text, @Nullable OAuth2TokenType type) {
        if (type == null) {
            OAuth2Authorization refresh = findAnyRefresh(text);
            return refresh == null ? findAccess(text) : refresh;
        }
        return switch (type.getValue()) {
            case OAuth2ParameterNames.STATE -> findByState(text);
            case OAuth2ParameterNames.CODE -> findByCode(text);
            case OAuth2ParameterNames.DEVICE_CODE ->
                findByDevice(MongoGrants.DEVICE_CODE, Presented.of(OAuth2DeviceCode.class, text));
            case OAuth2ParameterNames.USER_CODE -> findByUserCode(text);
            case OAuth2ParameterNames.REFRESH_TOKEN -> findByRefresh(text);
            default -> null;
        };
    }

    private @Nullable OAuth2Authorization findByState(String text) {
        String tenantId = callersTenant();
        Document found = tenantId == null ? null : grants.findByState(tenantId, TenantSecret.digest(text));
        return read(found, null);
    }

    private @Nullable OAuth2Authorization findByCode(String text) {
        TenantSecret code = TenantSecret.read(text);
        Document found = code == null ? null : grants.findBySecret(code.tenantId(), MongoGrants.CODE, code.digest());
        return read(found, Presented.of(OAuth2AuthorizationCode.class, text));
    }

    /** The user's code is short: how many a user may try is bounded. */
    private @Nullable OAuth2Authorization findByUserCode(String text) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedInUser user)) {
            return null;
        }
        BrowserSession session = user.session();
        if (!tries.ask(session.tenantId(), session.userId())) {
            return null;
        }
        OAuth2Authorization found = findByDevice(MongoGrants.USER_CODE, Presented.of(OAuth2UserCode.class, text));
        if (found != null) {
            tries.clear(session.tenantId(), session.userId());
        }
        return found;
    }

    private @Nullable OAuth2Authorization findByDevice(String secret, Presented presented) {
        String tenantId = callersTenant();
        Document found =
                tenantId == null ? null : grants.findBySecret(tenantId, secret, TenantSecret.digest(presented.text()));
        return read(found, presented);
    }

    /** The newest token of its family goes on; an older one ends it, because two parties hold it. */
    private @Nullable OAuth2Authorization findByRefresh(String text) {
        RefreshToken token = refreshTokens.read(text);
        return token == null
                ? null
                : transactions.<@Nullable OAuth2Authorization>inTransaction(unit -> present(unit, token, text));
    }

    private @Nullable OAuth2Authorization present(UnitOfWork unit, RefreshToken token, String text) {
        Document found = grants.find(unit, token.tenantId(), token.sessionId());
        RefreshFamily family = found == null ? null : MongoGrantForm.readFamily(found);
        if (found == null || family == null) {
            return null;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (family.present(token, refreshTokens, settings.limits(), now)) {
            case RefreshFamily.Presented.Rotated(RefreshFamily rotated, RefreshToken _) -> next(found, text, rotated);
            case RefreshFamily.Presented.Repeated _ -> next(found, text, family);
            case RefreshFamily.Presented.Expired _ -> null;
            case RefreshFamily.Presented.Reused _ -> {
                reused("refresh_token", token.sessionId());
                grants.end(unit, token.tenantId(), token.sessionId());
                yield null;
            }
        };
    }

    private @Nullable OAuth2Authorization next(Document found, String text, RefreshFamily family) {
        OAuth2Authorization grant = read(found, Presented.of(OAuth2RefreshToken.class, text));
        return grant == null
                ? null
                : OAuth2Authorization.from(grant)
                        .attribute(MongoGrantForm.NEXT_FAMILY, family)
                        .build();
    }

    private @Nullable OAuth2Authorization findAnyRefresh(String text) {
        RefreshToken token = refreshTokens.read(text);
        if (token == null || !token.tenantId().equals(callersTenant())) {
            return null;
        }
        Document found = transactions.<@Nullable Document>inTransaction(
                unit -> grants.find(unit, token.tenantId(), token.sessionId()));
        RefreshFamily family = found == null ? null : MongoGrantForm.readFamily(found);
        boolean isNewest = family != null
                && MessageDigest.isEqual(family.current(), refreshTokens.digest(token))
                && clock.instant().isBefore(family.endsAt(settings.limits()));
        return read(found, new Presented(OAuth2RefreshToken.class, text, Map.of(), isNewest));
    }

    private @Nullable OAuth2Authorization findAccess(String text) {
        if (!(verifier.verify(text) instanceof Verification.Verified verified)
                || !verified.caller().tenantId().equals(callersTenant())) {
            return null;
        }
        JWTClaimsSet claims = claims(text);
        RegisteredClient client = claims.getClaim("client_id") instanceof String id ? clients.findByClientId(id) : null;
        if (client == null) {
            return null;
        }
        Presented presented =
                new Presented(OAuth2AccessToken.class, text, IntrospectedClaims.of(claims, verified), true);
        if (client.getClientId().equals(verified.caller().userId())) {
            return IntrospectedClaims.ofClient(client, verified, presented);
        }
        Document found = transactions.<@Nullable Document>inTransaction(unit -> grants.find(
                unit, verified.caller().tenantId(), verified.caller().sessionId()));
        return read(found, presented);
    }

    private static JWTClaimsSet claims(String verified) {
        try {
            return SignedJWT.parse(verified).getJWTClaimsSet();
        } catch (ParseException impossible) {
            throw new IllegalStateException("A verified token is no JWT", impossible);
        }
    }

    private @Nullable OAuth2Authorization read(@Nullable Document found, @Nullable Presented presented) {
        RegisteredClient client = found == null ? null : clients.findByClientId(found.getString(MongoGrants.CLIENT_ID));
        return found == null || client == null ? null : MongoGrantForm.read(found, client, presented);
    }

    /** Of the user at the browser, or of the application that has proven itself; null where there is neither. */
    private static @Nullable String callersTenant() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller instanceof SignedInUser user) {
            return user.session().tenantId();
        }
        if (caller instanceof OAuth2ClientAuthenticationToken client && client.getRegisteredClient() != null) {
            return ClientId.tenantOf(client.getRegisteredClient().getClientId());
        }
        return null;
    }

    private Counter reuses(String what) {
        return meters.counter("coffer.auth.oauth.reused", "secret", what);
    }

    void reused(String what, String grantId) {
        reuses(what).increment();
        LOG.warn("A {} of grant {} was used twice: what it gave is revoked", what, grantId);
    }
}
