package dev.coffer.auth.oauth;

import dev.coffer.auth.oauthclient.OauthClient;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.permission.Permissions;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/**
 * Tells an application what a token is worth that was issued to it. Of what was issued to others only an application is told whose own roles
 * permit {@code oauth-token:introspect:all}; to everybody else such a token is none.
 */
final class BoundIntrospection implements AuthenticationProvider {

    private final AuthenticationProvider introspection;
    private final RegisteredClients clients;
    private final Permissions permissions;

    /** @param introspection of any token of the caller's tenant */
    BoundIntrospection(AuthenticationProvider introspection, RegisteredClients clients, Permissions permissions) {
        this.introspection = introspection;
        this.clients = clients;
        this.permissions = permissions;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        Authentication answer = introspection.authenticate(asked);
        if (answer instanceof OAuth2TokenIntrospectionAuthenticationToken found
                && found.getTokenClaims().isActive()
                && found.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && !isTold(client, found.getTokenClaims())) {
            return new OAuth2TokenIntrospectionAuthenticationToken(
                    found.getToken(), client, OAuth2TokenIntrospection.builder().build());
        }
        return answer;
    }

    private boolean isTold(OAuth2ClientAuthenticationToken caller, OAuth2TokenIntrospection token) {
        String id = String.valueOf(caller.getPrincipal());
        return id.equals(token.getClientId()) || mayAskAboutAll(clients.find(id));
    }

    private boolean mayAskAboutAll(@Nullable OauthClient client) {
        return client != null
                && permissions.permits(
                        new Caller(client.id(), client.tenantId(), client.roles(), client.id()),
                        "oauth-token",
                        "introspect",
                        null);
    }

    @Override
    public boolean supports(Class<?> type) {
        return introspection.supports(type);
    }
}
