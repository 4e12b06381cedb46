package dev.coffer.auth.oauth;

import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Tells an application who the user is: as they are now, and as much as the scopes of its access token say. */
final class TellUserInfo implements AuthenticationProvider {

    private final Users users;

    TellUserInfo(Users users) {
        this.users = users;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        if (!(authentication.getPrincipal() instanceof JwtAuthenticationToken caller)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
        }
        Jwt token = caller.getToken();
        String scope = token.getClaimAsString("scope");
        List<String> scopes = scope == null ? List.of() : List.of(scope.split(" "));
        if (!scopes.contains("openid")) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INSUFFICIENT_SCOPE);
        }
        String tenantId = token.getClaimAsString("tenant");
        String userId = token.getSubject();
        User user = tenantId == null || userId == null ? null : users.find(tenantId, userId);
        if (user == null || !user.isActive()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
        }
        return new OidcUserInfoAuthenticationToken(caller, told(user, scopes));
    }

    private static OidcUserInfo told(User user, List<String> scopes) {
        OidcUserInfo.Builder told = OidcUserInfo.builder().subject(user.id());
        if (scopes.contains("profile")) {
            told.name(user.displayName()).locale(user.locale());
        }
        String email = user.email();
        if (scopes.contains("email") && email != null) {
            told.email(email).emailVerified(user.isEmailVerified());
        }
        String phone = user.phone();
        if (scopes.contains("phone") && phone != null) {
            told.phoneNumber(phone).phoneNumberVerified(user.isPhoneVerified());
        }
        return told.build();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OidcUserInfoAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
