package dev.coffer.auth.oauth;

import dev.coffer.auth.session.RefreshFamily;
import dev.coffer.auth.session.RefreshToken;
import dev.coffer.auth.session.RefreshTokens;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.security.MessageDigest;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * What the authorization server keeps, in {@link MongoGrants}. Each change is guarded by the version that was read: of two requests
 * with one code one gets tokens, and then those are revoked, since nobody knows which of the two was the application.
 */
final class MongoAuthorizations implements OAuth2AuthorizationService {

    private static final Duration PENDING = Duration.ofMinutes(15);

    private final MongoGrants grants;
    private final MongoFindGrant findGrant;
    private final RefreshTokens refreshTokens;
    private final OauthSettings settings;
    private final Transactions transactions;
    private final Clock clock;

    MongoAuthorizations(
            MongoGrants grants,
            MongoFindGrant findGrant,
            RefreshTokens refreshTokens,
            OauthSettings settings,
            Transactions transactions,
            Clock clock) {
        this.grants = grants;
        this.findGrant = findGrant;
        this.refreshTokens = refreshTokens;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization grant) {
        boolean isForItself = AuthorizationGrantType.CLIENT_CREDENTIALS.equals(grant.getAuthorizationGrantType());
        if (isRevoked(grant.getAccessToken()) || isRevoked(grant.getRefreshToken())) {
            OAuth2Authorization.Token<OAuth2AuthorizationCode> code = grant.getToken(OAuth2AuthorizationCode.class);
            if (code != null && !MongoGrantForm.isMarked(code.getToken().getTokenValue())) {
                findGrant.reused("code", grant.getId());
            }
            transactions.run(unit -> end(unit, grant, isForItself));
        } else if (!isForItself && !transactions.inTransaction(unit -> saved(unit, grant))) {
            endContested(grant);
        }
    }

    private static boolean isRevoked(OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token) {
        return token != null && token.isInvalidated();
    }

    private void end(UnitOfWork unit, OAuth2Authorization grant, boolean isForItself) {
        if (isForItself) {
            grants.revoke(unit, grant.getId());
        } else {
            grants.end(unit, MongoGrants.tenantOf(grant), grant.getId());
        }
    }

    private boolean saved(UnitOfWork unit, OAuth2Authorization grant) {
        String tenantId = MongoGrants.tenantOf(grant);
        Long version = grant.getAttribute(MongoGrantForm.VERSION);
        RefreshFamily family = family(grant, tenantId);
        Document document = MongoGrantForm.write(grant, version == null ? 1 : version + 1, forgetAt(grant, family));
        if (family != null) {
            MongoGrantForm.writeFamily(document, family);
        }
        if (version == null) {
            grants.insert(unit, tenantId, document);
            return true;
        }
        return grants.replace(unit, tenantId, document, version) || isSaved(unit, tenantId, grant, family);
    }

    /** Whether somebody else saved the same successor of the same refresh token: the two are one application's. */
    private boolean isSaved(
            UnitOfWork unit, String tenantId, OAuth2Authorization grant, @Nullable RefreshFamily family) {
        boolean isRefresh = grant.getAttribute(MongoGrantForm.NEXT_FAMILY) != null;
        Document now = isRefresh ? grants.find(unit, tenantId, grant.getId()) : null;
        RefreshFamily known = now == null ? null : MongoGrantForm.readFamily(now);
        return known != null && family != null && MessageDigest.isEqual(known.current(), family.current());
    }

    private @Nullable RefreshFamily family(OAuth2Authorization grant, String tenantId) {
        RefreshFamily next = grant.getAttribute(MongoGrantForm.NEXT_FAMILY);
        RefreshFamily known = grant.getAttribute(MongoGrantForm.FAMILY);
        OAuth2Authorization.Token<OAuth2RefreshToken> token = grant.getRefreshToken();
        if (next != null || known != null || token == null) {
            return next == null ? known : next;
        }
        RefreshToken first =
                Objects.requireNonNull(refreshTokens.read(token.getToken().getTokenValue()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SignedInUser user = Objects.requireNonNull(grant.getAttribute(Principal.class.getName()));
        return new RefreshFamily(
                grant.getId(),
                tenantId,
                user.session().userId(),
                first.generation(),
                refreshTokens.digest(first),
                new byte[0],
                now,
                now,
                user.session().authentication());
    }

    private Instant forgetAt(OAuth2Authorization grant, @Nullable RefreshFamily family) {
        OAuth2Authorization.Token<OAuth2DeviceCode> device = grant.getToken(OAuth2DeviceCode.class);
        Instant soon = clock.instant().plus(PENDING).plus(device == null ? Duration.ZERO : settings.deviceCodeLife());
        return family == null ? soon : family.startedAt().plus(settings.limits().absolute());
    }

    private void endContested(OAuth2Authorization grant) {
        boolean isExchange = grant.getAccessToken() != null && grant.getAttribute(MongoGrantForm.NEXT_FAMILY) == null;
        if (isExchange) {
            findGrant.reused("code", grant.getId());
            transactions.run(unit -> grants.end(unit, MongoGrants.tenantOf(grant), grant.getId()));
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }

    @Override
    public void remove(OAuth2Authorization grant) {
        transactions.run(unit -> grants.delete(MongoGrants.tenantOf(grant), grant.getId(), unit));
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        throw new UnsupportedOperationException("An id alone does not say whose it is");
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String text, @Nullable OAuth2TokenType type) {
        return findGrant.find(text, type);
    }
}
