package dev.coffer.auth.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Applications without a secret where they bring a token of their own: refreshing, revoking, and asking for a device. Exchanging a
 * code is not among that, since there the authorization server wants the proof of PKCE.
 */
final class PublicClients implements AuthenticationConverter, AuthenticationProvider {

    private static final String CLIENT_ID = "client_id";
    private static final String WITHOUT_CODE = "coffer.without-code";
    private static final Set<String> GRANTS = Set.of("refresh_token", "urn:ietf:params:oauth:grant-type:device_code");
    private static final Set<String> PATHS = Set.of("/oauth2/revoke", "/oauth2/device_authorization");

    private final RegisteredClientRepository clients;

    PublicClients(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String[] ids = request.getParameterValues(CLIENT_ID);
        boolean isOurs = PATHS.contains(request.getRequestURI())
                || GRANTS.contains(String.valueOf(request.getParameter("grant_type")));
        boolean hasProof = request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getParameter("client_secret") != null
                || request.getParameter("client_assertion") != null;
        return isOurs && !hasProof && ids != null && ids.length == 1
                ? new OAuth2ClientAuthenticationToken(
                        ids[0], ClientAuthenticationMethod.NONE, null, Map.of(WITHOUT_CODE, true))
                : null;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2ClientAuthenticationToken asked = (OAuth2ClientAuthenticationToken) authentication;
        if (!asked.getAdditionalParameters().containsKey(WITHOUT_CODE)) {
            return null;
        }
        RegisteredClient client = clients.findByClientId(String.valueOf(asked.getPrincipal()));
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
