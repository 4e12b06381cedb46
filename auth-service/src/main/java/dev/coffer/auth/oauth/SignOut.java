package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.BrowserSession;
import dev.coffer.auth.browser.BrowserSessions;
import dev.coffer.auth.oauthclient.ClientId;
import dev.coffer.auth.oauthclient.OauthClient;
import dev.coffer.auth.session.EndReason;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.token.IdTokenHints;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Signs users out at the browser when an application asks for it, by OpenID Connect RP-Initiated Logout 1.0. */
final class SignOut {

    private final BrowserSessions sessions;
    private final EndSessions endSessions;
    private final RegisteredClients clients;
    private final IdTokenHints hints;

    SignOut(BrowserSessions sessions, EndSessions endSessions, RegisteredClients clients, IdTokenHints hints) {
        this.sessions = sessions;
        this.endSessions = endSessions;
        this.clients = clients;
        this.hints = hints;
    }

    /**
     * What an application asks for.
     *
     * @param idToken of the user whom it means
     * @param clientId what it calls itself; null where it leaves that to the ID token
     * @param redirectUri where it wants the user back; null for nowhere
     * @param state to be handed back; null for none
     */
    record Request(
            String idToken,
            @Nullable String clientId,
            @Nullable String redirectUri,
            @Nullable String state) {

        @Override
        public String toString() {
            return "Request[clientId=" + clientId + ", redirectUri=" + redirectUri + "]";
        }
    }

    /** What became of it. */
    sealed interface Result {

        /** @param back where the user goes; null for nowhere */
        record SignedOut(@Nullable URI back) implements Result {}

        /** Nobody is signed out, or sent anywhere. */
        record NotOurs() implements Result {}
    }

    /**
     * Of a user who is somebody else at this browser, or nobody, nothing ends: the one whom the application means is signed out there.
     *
     * @param cookie the browser's, null where it has none
     */
    Result signOut(Request request, @Nullable String cookie) {
        IdTokenHints.Hint hint = hints.read(request.idToken());
        OauthClient client = hint == null ? null : clients.find(hint.clientId());
        if (hint == null
                || client == null
                || request.clientId() != null && !request.clientId().equals(client.id())
                || request.redirectUri() != null
                        && !client.postLogoutRedirectUris().contains(request.redirectUri())) {
            return new Result.NotOurs();
        }
        BrowserSession session = sessions.find(cookie);
        if (session != null
                && session.userId().equals(hint.subject())
                && session.tenantId().equals(ClientId.tenantOf(client.id()))) {
            end(session, cookie);
        }
        return new Result.SignedOut(back(request));
    }

    /** Whoever is signed in at this browser, as they have said themselves. */
    void signOut(@Nullable String cookie) {
        BrowserSession session = sessions.find(cookie);
        if (session != null) {
            end(session, cookie);
        }
    }

    private void end(BrowserSession session, @Nullable String cookie) {
        endSessions.endOne(session.tenantId(), session.userId(), session.sessionId(), EndReason.LOGOUT);
        sessions.forget(cookie);
    }

    private static @Nullable URI back(Request request) {
        String uri = request.redirectUri();
        if (uri == null || request.state() == null) {
            return uri == null ? null : URI.create(uri);
        }
        String state = "state=" + URLEncoder.encode(request.state(), StandardCharsets.UTF_8);
        return URI.create(uri + (uri.indexOf('?') < 0 ? '?' : '&') + state);
    }
}
