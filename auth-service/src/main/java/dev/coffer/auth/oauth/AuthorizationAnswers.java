package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.HttpPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Sends the browser back to the application, and says by {@code iss} who does so (RFC 9207). Where the address to send it to is in
 * doubt, it stays here and is told so.
 */
final class AuthorizationAnswers {

    private final String issuer;
    private final HttpPages pages;

    AuthorizationAnswers(String issuer, HttpPages pages) {
        this.issuer = issuer;
        this.pages = pages;
    }

    void succeed(HttpServletRequest request, HttpServletResponse response, Authentication result) throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) result;
        String code = Objects.requireNonNull(answer.getAuthorizationCode()).getTokenValue();
        String target = Objects.requireNonNull(answer.getRedirectUri());
        send(response, UriComponentsBuilder.fromUriString(target).queryParam("code", code), answer.getState());
    }

    void fail(HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException {
        OAuth2Error error = ((OAuth2AuthenticationException) failed).getError();
        OAuth2AuthorizationCodeRequestAuthenticationToken asked =
                failed instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused
                        ? refused.getAuthorizationCodeRequestAuthentication()
                        : null;
        String target = asked == null ? null : asked.getRedirectUri();
        if (asked == null || target == null || target.isBlank()) {
            show(response, HttpStatus.BAD_REQUEST, "The application's request is wrong: " + error.getErrorCode() + ".");
            return;
        }
        UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(target).queryParam("error", error.getErrorCode());
        if (error.getDescription() != null) {
            uri.queryParam("error_description", encoded(error.getDescription()));
        }
        send(response, uri, asked.getState());
    }

    /** For the browser alone. */
    void show(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
        HttpHeaders headers = new HttpHeaders();
        pages.secure(headers, null);
        headers.forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setStatus(status.value());
        response.setContentType("text/html;charset=UTF-8");
        String title = status.is2xxSuccessful() ? "Done" : "This did not work";
        response.getWriter().write(pages.message(title, sentence));
    }

    private void send(HttpServletResponse response, UriComponentsBuilder uri, @Nullable String state) {
        if (state != null && !state.isEmpty()) {
            uri.queryParam("state", encoded(state));
        }
        uri.queryParam("iss", encoded(issuer));
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.LOCATION, uri.build(true).toUriString());
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
