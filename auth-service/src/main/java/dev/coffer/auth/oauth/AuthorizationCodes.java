package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.TenantSecret;
import dev.coffer.auth.oauthclient.ClientId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Makes authorization codes that say which tenant they belong to: whoever exchanges one may have proven nothing yet. */
final class AuthorizationCodes implements OAuth2TokenGenerator<OAuth2AuthorizationCode> {

    private final SecureRandom random;
    private final Clock clock;

    AuthorizationCodes(SecureRandom random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    @Override
    public OAuth2AuthorizationCode generate(OAuth2TokenContext context) {
        String clientId = context.getRegisteredClient().getClientId();
        String tenantId = Objects.requireNonNull(ClientId.tenantOf(clientId), clientId);
        Instant now = clock.instant();
        return new OAuth2AuthorizationCode(
                TenantSecret.make(tenantId, random).text(),
                now,
                now.plus(context.getRegisteredClient().getTokenSettings().getAuthorizationCodeTimeToLive()));
    }
}
