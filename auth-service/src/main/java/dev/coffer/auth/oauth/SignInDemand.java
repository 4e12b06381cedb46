package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.BrowserSession;
import dev.coffer.auth.oauthclient.ClientId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which sign-in a request asks for: at the application's tenant, and a fresh one by {@code prompt} or {@code max_age}. */
final class SignInDemand {

    private static final String PROMPT = "prompt";
    private static final String MAX_AGE = "max_age";
    private static final Set<String> FRESH = Set.of("login", "select_account");

    private SignInDemand() {}

    static boolean isMet(HttpServletRequest request, BrowserSession session, Instant now) {
        String clientId = request.getParameter("client_id");
        if (clientId != null && !session.tenantId().equals(ClientId.tenantOf(clientId))) {
            return false;
        }
        if (!request.getRequestURI().equals("/oauth2/authorize")
                || !request.getMethod().equals("GET")) {
            return true;
        }
        if (prompts(request.getParameter(PROMPT)).stream().anyMatch(FRESH::contains)) {
            return false;
        }
        Duration age = Duration.between(session.authentication().at(), now);
        return age.toSeconds() <= maxAge(request.getParameter(MAX_AGE));
    }

    static boolean isSilent(HttpServletRequest request) {
        return prompts(request.getParameter(PROMPT)).contains("none");
    }

    /** The way back to the request after a sign-in, which by then has met what it asked for. */
    static String wayBack(HttpServletRequest request) {
        StringJoiner query = new StringJoiner("&");
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            for (String value : parameter.getValue()) {
                String kept = withoutDemand(parameter.getKey(), value);
                if (kept != null) {
                    query.add(encoded(parameter.getKey()) + "=" + encoded(kept));
                }
            }
        }
        return request.getRequestURI() + "?" + query;
    }

    private static @Nullable String withoutDemand(String name, String value) {
        if (name.equals(MAX_AGE)) {
            return null;
        }
        if (!name.equals(PROMPT)) {
            return value;
        }
        String rest =
                prompts(value).stream().filter(one -> !FRESH.contains(one)).collect(Collectors.joining(" "));
        return rest.isEmpty() ? null : rest;
    }

    private static Set<String> prompts(@Nullable String value) {
        return value == null ? Set.of() : Arrays.stream(value.split(" ")).collect(Collectors.toSet());
    }

    private static long maxAge(@Nullable String text) {
        try {
            return text == null ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (NumberFormatException none) {
            return Long.MAX_VALUE;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
