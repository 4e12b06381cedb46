package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.BrowserSession;
import dev.coffer.auth.oauthclient.OauthClient;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what an application has asked of a user who is yet to answer. */
final class FindRequest {

    private final PendingRequests pending;
    private final RegisteredClients clients;

    FindRequest(PendingRequests pending, RegisteredClients clients) {
        this.pending = pending;
        this.clients = clients;
    }

    /** Requests that wait for their users. */
    @FunctionalInterface
    interface PendingRequests {

        /** By the state that the user's browser was given; null where there is none of theirs. */
        @Nullable
        Pending find(BrowserSession session, String state);
    }

    /** @param redirect where the user is sent back to; null for a device */
    record Pending(
            String clientId, Set<String> scopes, @Nullable URI redirect) {}

    /** @param scopes in alphabetical order */
    record Asked(
            OauthClient client,
            List<String> scopes,
            @Nullable URI redirect) {}

    @Nullable
    Asked find(BrowserSession session, String state) {
        Pending found = pending.find(session, state);
        OauthClient client = found == null ? null : clients.find(found.clientId());
        return found == null || client == null
                ? null
                : new Asked(client, found.scopes().stream().sorted().toList(), found.redirect());
    }
}
