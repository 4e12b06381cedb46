package dev.coffer.auth.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.coffer.auth.oauth.MongoGrantForm.Presented;
import dev.coffer.auth.token.AccessTokens;
import dev.coffer.core.identity.Verification.Verified;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** What is told of an access token to whoever asks what it is worth. */
final class IntrospectedClaims {

    private IntrospectedClaims() {}

    /** Without {@code iss} where that is a name and no address: the answer's form has no place for one. */
    static Map<String, Object> of(JWTClaimsSet claims, Verified verified) {
        Map<String, Object> told = new HashMap<>(claims.getClaims());
        if (claims.getIssuer().indexOf("://") < 0) {
            told.remove("iss");
        }
        told.put("aud", claims.getAudience());
        told.put("scope", List.copyOf(verified.scopes()));
        told.put("iat", claims.getIssueTime().toInstant());
        told.put("nbf", claims.getIssueTime().toInstant());
        told.put("exp", verified.expiresAt());
        return Map.copyOf(told);
    }

    /** Nothing is kept of what an application does for itself: its token says it all. */
    static OAuth2Authorization ofClient(RegisteredClient client, Verified verified, Presented presented) {
        Instant expires = verified.expiresAt();
        OAuth2AccessToken access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                presented.text(),
                expires.minus(AccessTokens.LIFE),
                expires,
                verified.scopes());
        return OAuth2Authorization.withRegisteredClient(client)
                .id(verified.caller().sessionId())
                .principalName(client.getClientId())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .authorizedScopes(verified.scopes())
                .token(
                        access,
                        metadata -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, presented.claims()))
                .build();
    }
}
