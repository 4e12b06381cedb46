package dev.coffer.auth.oauth;

import dev.coffer.auth.network.HttpClients;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRefusal;
import dev.coffer.auth.network.NetworkRule;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what one network has refused at the endpoints of applications, and how many codes for devices it asks for. An application that
 * has proven its secret guesses nothing: what it has refused counts for nothing.
 */
final class NetworkBounds extends OncePerRequestFilter {

    private static final Map<String, NetworkRule> RULES = Map.of(
            "/oauth2/token", NetworkRule.APPLICATION,
            "/oauth2/introspect", NetworkRule.APPLICATION,
            "/oauth2/revoke", NetworkRule.APPLICATION,
            "/oauth2/device_authorization", NetworkRule.DEVICE);
    /** What a device is told while its user takes their time. */
    private static final Set<String> PATIENCE = Set.of("authorization_pending", "slow_down");

    private static final String IS_NO_GUESS = NetworkBounds.class.getName() + ".no-guess";

    private final OAuth2ErrorAuthenticationFailureHandler errors = new OAuth2ErrorAuthenticationFailureHandler();
    private final NetworkLimits limits;
    private final HttpClients clients;

    NetworkBounds(NetworkLimits limits, HttpClients clients) {
        this.limits = limits;
        this.clients = clients;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Decoded, as the endpoints themselves are found.
        NetworkRule rule = RULES.get(request.getServletPath());
        if (rule == null) {
            chain.doFilter(request, response);
            return;
        }
        Duration pause = limits.hold(
                rule,
                clients.of(request),
                () -> passed(request, response, chain),
                none -> isCounted(request, response),
                left -> left);
        if (pause.isPositive()) {
            refuse(response, pause);
        }
    }

    private static Duration passed(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
            return Duration.ZERO;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static boolean isCounted(HttpServletRequest request, HttpServletResponse response) {
        boolean isRefused = response.getStatus() >= HttpStatus.BAD_REQUEST.value()
                && response.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value();
        return isRefused && request.getAttribute(IS_NO_GUESS) == null;
    }

    /** Answers what an endpoint refuses: whoever comes so far, and sent a secret, has proven it. */
    void tell(HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException, ServletException {
        boolean isPatience = failed instanceof OAuth2AuthenticationException known
                && PATIENCE.contains(known.getError().getErrorCode());
        if (isPatience || hasSecret(request)) {
            request.setAttribute(IS_NO_GUESS, true);
        }
        errors.onAuthenticationFailure(request, response, failed);
    }

    private static boolean hasSecret(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || request.getParameter("client_secret") != null;
    }

    private static void refuse(HttpServletResponse response, Duration pause) throws IOException {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(
                HttpHeaders.RETRY_AFTER, Long.toString(pause.plusMillis(999).toSeconds()));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter()
                .write("{\"error\":\"temporarily_unavailable\",\"error_description\":\""
                        + NetworkRefusal.NETWORK_TRIED_TOO_OFTEN.meaning() + "\"}");
    }
}
