package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.BrowserSession;
import dev.coffer.auth.browser.BrowserSessions;
import dev.coffer.auth.browser.Continuation;
import dev.coffer.auth.browser.HttpCookies;
import dev.coffer.auth.browser.HttpPages;
import dev.coffer.auth.oauth.FindRequest.Asked;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages where a user allows what an application asks for, and where they type the code of a device. */
@RestController
class HttpConsentPages {

    static final String CONSENT = "/oauth2/consent";

    private final BrowserSessions sessions;
    private final FindRequest findRequest;
    private final Users users;
    private final HttpPages pages;

    HttpConsentPages(BrowserSessions sessions, FindRequest findRequest, Users users, HttpPages pages) {
        this.sessions = sessions;
        this.findRequest = findRequest;
        this.users = users;
        this.pages = pages;
    }

    /** What the address says of the request is not believed, but for the state that finds it. */
    @GetMapping(CONSENT)
    ResponseEntity<String> consent(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(name = "user_code", required = false) @Nullable String userCode,
            HttpServletRequest request) {
        BrowserSession session = sessions.find(HttpCookies.session(request));
        Asked asked = session == null ? null : findRequest.find(session, state);
        User user = session == null ? null : users.find(session.tenantId(), session.userId());
        if (asked == null || user == null) {
            return pages.error(
                    HttpStatus.BAD_REQUEST, "There is nothing to allow, or no more. Start again at the application.");
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("name", asked.client().name());
        variables.put("user", user.contact().value());
        variables.put("lines", ScopeWords.of(asked.scopes()));
        variables.put("scopes", asked.scopes());
        variables.put("clientId", asked.client().id());
        variables.put("state", state);
        URI redirect = asked.redirect();
        variables.put("action", redirect == null ? "/oauth2/device_verification" : "/oauth2/authorize");
        if (redirect != null) {
            variables.put("returnsTo", redirect.toString());
        } else if (userCode != null) {
            variables.put("userCode", userCode);
        }
        return pages.page("consent", variables, redirect);
    }

    @GetMapping("/activate")
    ResponseEntity<String> activate(
            @RequestParam(name = "user_code", defaultValue = "") String userCode, HttpServletRequest request) {
        return activate(null, userCode, request);
    }

    /** @param tenant whose device it is; null for the installation's first */
    @GetMapping("/activate/{tenant}")
    ResponseEntity<String> activate(
            @PathVariable @Nullable String tenant,
            @RequestParam(name = "user_code", defaultValue = "") String userCode,
            HttpServletRequest request) {
        if (sessions.find(HttpCookies.session(request)) != null) {
            return pages.page("activate", Map.of("userCode", userCode), null);
        }
        String path = "/activate" + (tenant == null ? "" : "/" + encoded(tenant));
        Continuation back = new Continuation(userCode.isEmpty() ? path : path + "?user_code=" + encoded(userCode));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/signin?continue=" + encoded(back.path())))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
