package dev.coffer.auth.oauth;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationProvider;

/** What the authorization server asks of a user: consent to everything that is asked for, once, and each time for a device. */
final class UserSteps {

    private static final String DENY = "deny";

    private final AuthorizationCodes codes;

    UserSteps(AuthorizationCodes codes) {
        this.codes = codes;
    }

    void ofAuthorization(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider ask) {
                ask.setAuthorizationCodeGenerator(codes);
                ask.setAuthorizationConsentRequired(UserSteps::mustConsent);
                ask.setAuthenticationValidator(
                        new OAuth2AuthorizationCodeRequestAuthenticationValidator().andThen(UserSteps::requireScope));
            }
            if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider answer) {
                answer.setAuthorizationCodeGenerator(codes);
                answer.setAuthorizationConsentCustomizer(UserSteps::heed);
            }
        }
    }

    /** A link can bring a user here with somebody else's code filled in, so that no consent is remembered. */
    void ofDevice(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2DeviceVerificationAuthenticationProvider ask) {
                ask.setAuthorizationConsentRequired(context -> true);
            }
            if (provider instanceof OAuth2DeviceAuthorizationConsentAuthenticationProvider answer) {
                answer.setAuthorizationConsentCustomizer(UserSteps::heed);
            }
        }
    }

    private static boolean mustConsent(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        OAuth2AuthorizationConsent given = context.getAuthorizationConsent();
        Set<String> known = given == null ? Set.of() : given.getScopes();
        return isAskedToAsk(asked.getAdditionalParameters().get("prompt")) || !known.containsAll(asked.getScopes());
    }

    private static boolean isAskedToAsk(@Nullable Object prompt) {
        return prompt instanceof String text && Arrays.asList(text.split(" ")).contains("consent");
    }

    /** Nothing asked for is nothing to consent to. */
    private static void requireScope(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        if (asked.getScopes().isEmpty()) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE, "Name what is asked for.", null), asked);
        }
    }

    /** A user who refuses refuses all, also what they consented to before. */
    private static void heed(OAuth2AuthorizationConsentAuthenticationContext context) {
        OAuth2AuthorizationConsentAuthenticationToken answer = context.getAuthentication();
        if (answer.getAdditionalParameters().containsKey(DENY)) {
            context.getAuthorizationConsent().authorities(Set::clear);
        }
    }
}
