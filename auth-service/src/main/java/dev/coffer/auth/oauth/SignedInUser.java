package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.BrowserSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The user at the browser, as the authorization server wants to see them. */
final class SignedInUser extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient BrowserSession session;

    SignedInUser(BrowserSession session) {
        super(List.of());
        this.session = session;
        setAuthenticated(true);
    }

    BrowserSession session() {
        return session;
    }

    @Override
    public Object getPrincipal() {
        return session.userId();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInUser user && session.equals(user.session);
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }
}
