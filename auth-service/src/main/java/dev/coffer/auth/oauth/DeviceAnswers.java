package dev.coffer.auth.oauth;

import dev.coffer.auth.oauthclient.ClientId;
import dev.coffer.auth.user.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2DeviceAuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2DeviceAuthorizationResponseHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;

/** Tells a device what to show: the address is the one where users of the application's tenant sign in. */
final class DeviceAnswers {

    private final String issuer;
    private final Tenants tenants;
    private final OAuth2DeviceAuthorizationResponseHttpMessageConverter converter =
            new OAuth2DeviceAuthorizationResponseHttpMessageConverter();

    DeviceAnswers(String issuer, Tenants tenants) {
        this.issuer = issuer;
        this.tenants = tenants;
    }

    void succeed(HttpServletRequest request, HttpServletResponse response, Authentication result) throws IOException {
        OAuth2DeviceAuthorizationRequestAuthenticationToken answer =
                (OAuth2DeviceAuthorizationRequestAuthenticationToken) result;
        OAuth2DeviceCode deviceCode = Objects.requireNonNull(answer.getDeviceCode());
        OAuth2UserCode userCode = Objects.requireNonNull(answer.getUserCode());
        OAuth2ClientAuthenticationToken client = (OAuth2ClientAuthenticationToken) answer.getPrincipal();
        String address =
                address(Objects.requireNonNull(client.getRegisteredClient()).getClientId());
        converter.write(
                OAuth2DeviceAuthorizationResponse.with(deviceCode, userCode)
                        .verificationUri(address)
                        .verificationUriComplete(address + "?user_code=" + userCode.getTokenValue())
                        .build(),
                null,
                new ServletServerHttpResponse(response));
    }

    private String address(String clientId) {
        String tenantId = Objects.requireNonNull(ClientId.tenantOf(clientId), clientId);
        String suffix =
                tenantId.equals(tenants.resolve(null)) ? "" : "/" + URLEncoder.encode(tenantId, StandardCharsets.UTF_8);
        return issuer + "/activate" + suffix;
    }
}
