package dev.coffer.auth.oauth;

import com.nimbusds.jwt.SignedJWT;
import dev.coffer.auth.oauthclient.OauthClient;
import dev.coffer.auth.session.RefreshToken;
import dev.coffer.auth.session.RefreshTokens;
import dev.coffer.auth.token.AccessToken;
import dev.coffer.auth.token.AccessTokens;
import dev.coffer.auth.token.ThirdPartyTokens;
import dev.coffer.auth.token.ThirdPartyTokens.Grant;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.ids.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Makes the tokens that the authorization server gives out: ours, signed with our keys. */
final class GrantTokens implements OAuth2TokenGenerator<OAuth2Token> {

    private static final List<String> GRANTS =
            List.of("authorization_code", "refresh_token", "client_credentials", "device_code");
    private static final String OFFLINE = "offline_access";

    private final RegisteredClients clients;
    private final Users users;
    private final ThirdPartyTokens tokens;
    private final RefreshTokens refreshTokens;
    private final MeterRegistry meters;
    private final Ids ids;
    private final Clock clock;

    GrantTokens(
            RegisteredClients clients,
            Users users,
            ThirdPartyTokens tokens,
            RefreshTokens refreshTokens,
            MeterRegistry meters,
            Ids ids,
            Clock clock) {
        this.clients = clients;
        this.users = users;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
        // There from the start, at zero.
        GRANTS.forEach(this::given);
    }

    private Counter given(String grant) {
        return meters.counter("coffer.auth.oauth.tokens", "grant", grant);
    }

    @Override
    public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
        return switch (context.getTokenType().getValue()) {
            case "access_token" -> access(context);
            case "refresh_token" -> refresh(context);
            case "id_token" -> identity(context);
            default -> null;
        };
    }

    private OAuth2Token access(OAuth2TokenContext context) {
        Grant grant = grant(context);
        AccessToken token = tokens.accessToken(grant);
        given(grantType(context)).increment();
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                token.value(),
                token.expiresAt().minus(AccessTokens.LIFE),
                token.expiresAt(),
                grant.scopes());
    }

    private static String grantType(OAuth2TokenContext context) {
        String type =
                Objects.requireNonNull(context.getAuthorizationGrantType()).getValue();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /** The roles are those of now, and scopes that the application may ask for no more are gone. */
    private Grant grant(OAuth2TokenContext context) {
        OauthClient client = clients.find(context.getRegisteredClient().getClientId());
        if (client == null) {
            throw refused();
        }
        Set<String> scopes = new HashSet<>(context.getAuthorizedScopes());
        scopes.retainAll(client.scopes());
        OAuth2Authorization authorization = context.getAuthorization();
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            return new Grant(
                    ids.next(),
                    client.tenantId(),
                    client.id(),
                    client.roles(),
                    client.version(),
                    client.id(),
                    scopes,
                    null);
        }
        SignedInUser signedIn = Objects.requireNonNull(context.<SignedInUser>getPrincipal());
        User user = users.find(client.tenantId(), signedIn.session().userId());
        if (authorization == null || user == null || !user.isActive()) {
            throw refused();
        }
        return new Grant(
                authorization.getId(),
                client.tenantId(),
                user.id(),
                user.roles(),
                user.version(),
                client.id(),
                scopes,
                signedIn.session().authentication());
    }

    private @Nullable OAuth2Token refresh(OAuth2TokenContext context) {
        OAuth2Authorization authorization = Objects.requireNonNull(context.getAuthorization());
        boolean isByCode = AuthorizationGrantType.AUTHORIZATION_CODE.equals(context.getAuthorizationGrantType());
        if (isByCode && !context.getAuthorizedScopes().contains(OFFLINE)) {
            return null;
        }
        OAuth2Authorization.Token<OAuth2RefreshToken> before = authorization.getRefreshToken();
        RefreshToken token = before == null
                ? refreshTokens.first(MongoGrants.tenantOf(authorization), authorization.getId())
                : refreshTokens.successorOf(Objects.requireNonNull(
                        refreshTokens.read(before.getToken().getTokenValue())));
        return new OAuth2RefreshToken(refreshTokens.write(token), clock.instant());
    }

    private OAuth2Token identity(OAuth2TokenContext context) {
        OAuth2AuthorizationRequest request = Objects.requireNonNull(context.getAuthorization())
                .getAttribute(OAuth2AuthorizationRequest.class.getName());
        // The nonce is of the request that the user answered; a refresh has none.
        boolean isByCode = AuthorizationGrantType.AUTHORIZATION_CODE.equals(context.getAuthorizationGrantType());
        Object nonce = request == null || !isByCode
                ? null
                : request.getAdditionalParameters().get("nonce");
        AccessToken token = tokens.idToken(grant(context), nonce instanceof String text ? text : null);
        Instant issued = token.expiresAt().minus(AccessTokens.LIFE);
        return Jwt.withTokenValue(token.value())
                .header("alg", "EdDSA")
                .claims(all -> all.putAll(claims(token.value())))
                .issuedAt(issued)
                .expiresAt(token.expiresAt())
                .build();
    }

    private static Map<String, Object> claims(String own) {
        try {
            return SignedJWT.parse(own).getJWTClaimsSet().getClaims();
        } catch (ParseException impossible) {
            throw new IllegalStateException("A token of our own is no JWT", impossible);
        }
    }

    private static OAuth2AuthenticationException refused() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
}
