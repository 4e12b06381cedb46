package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.BrowserSession;
import dev.coffer.auth.browser.BrowserSessions;
import dev.coffer.auth.browser.HttpCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Who is at the browser, by its cookie: nothing of it is kept in this process. */
final class BrowserContexts implements SecurityContextRepository {

    private final BrowserSessions sessions;
    private final Clock clock;

    BrowserContexts(BrowserSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        BrowserSession session = find(holder.getRequest());
        if (session != null) {
            context.setAuthentication(new SignedInUser(session));
        }
        return context;
    }

    private @Nullable BrowserSession find(HttpServletRequest request) {
        BrowserSession session = sessions.find(HttpCookies.session(request));
        return session != null && SignInDemand.isMet(request, session, clock.instant()) ? session : null;
    }

    /** Sign-ins are remembered where they happen. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return HttpCookies.session(request) != null;
    }
}
