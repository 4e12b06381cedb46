package dev.coffer.auth.browser;

import dev.coffer.auth.oauthclient.ClientId;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.user.Tenants;
import dev.coffer.core.errors.CodedException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What the pages of a sign-in have in common: their form's token, where they go on, and how they end. */
final class SignInPages {

    private final BrowserSessions sessions;
    private final Tenants tenants;
    private final HttpCookies cookies;
    private final HttpPages pages;

    SignInPages(BrowserSessions sessions, Tenants tenants, HttpCookies cookies, HttpPages pages) {
        this.sessions = sessions;
        this.tenants = tenants;
        this.cookies = cookies;
        this.pages = pages;
    }

    /** Whose users sign in there; null for nobody's. */
    @Nullable
    String tenant(Continuation onward) {
        String clientId = onward.parameter("client_id");
        String named = clientId == null ? onward.activatedTenant() : ClientId.tenantOf(clientId);
        try {
            return clientId != null && named == null ? null : tenants.resolve(named);
        } catch (CodedException unknown) {
            return null;
        }
    }

    /** The browser is signed in, and goes on. */
    ResponseEntity<String> enter(HttpServletRequest request, Continuation onward, Session session) {
        String cookie = sessions.begin(session, HttpCookies.session(request));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, HttpCookies.header(HttpCookies.SESSION, cookie))
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noStore())
                .location(URI.create(onward.path()))
                .build();
    }

    /** @param variables the template's own, which are added to; with {@code options} the page asks for a passkey */
    ResponseEntity<String> show(
            HttpServletRequest request,
            Continuation onward,
            String template,
            Map<String, Object> variables,
            @Nullable String problem) {
        String form = cookies.form(request);
        variables.put("next", onward.path());
        variables.put("form", form);
        if (problem != null) {
            variables.put("problem", problem);
        }
        ResponseEntity<String> page = variables.containsKey("options")
                ? pages.passkeyPage(template, variables, onward.redirect())
                : pages.page(template, variables, onward.redirect());
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header(HttpHeaders.SET_COOKIE, HttpCookies.header(HttpCookies.FORM, form))
                .body(page.getBody());
    }

    ResponseEntity<String> error(String sentence) {
        return pages.error(HttpStatus.BAD_REQUEST, sentence);
    }
}
