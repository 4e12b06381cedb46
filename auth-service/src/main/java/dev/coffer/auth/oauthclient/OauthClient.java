package dev.coffer.auth.oauthclient;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application of a third party, as an administrator of the tenant registered it.
 *
 * @param id what the application calls itself, a {@link ClientId}
 * @param isPublic whether it cannot keep a secret, as an app on the user's own device
 * @param redirectUris where users are sent back to; compared as text
 * @param postLogoutRedirectUris where users whom it has signed out are sent back to; compared as text
 * @param scopes what it may ask for at most
 * @param roles of its own, for what it does for itself; empty where it does nothing for itself
 * @param secretDigest of the secret, see {@link ClientSecret}; null for a public one
 * @param version counts the changes; guards the next one, and tokens of the client state it
 */
public record OauthClient(
        String id,
        String tenantId,
        String name,
        boolean isPublic,
        Set<OauthGrant> grants,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        Set<String> scopes,
        Set<String> roles,
        @Nullable String secretDigest,
        Instant createdAt,
        @Nullable Instant secretChangedAt,
        long version) {

    public OauthClient {
        if (isPublic != (secretDigest == null)) {
            throw new IllegalArgumentException("Client " + id + " must either be public or have a secret");
        }
        grants = Set.copyOf(grants);
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }

    public boolean may(OauthGrant grant) {
        return grants.contains(grant);
    }

    OauthClient changed(ClientDraft draft) {
        return new OauthClient(
                id,
                tenantId,
                draft.name(),
                isPublic,
                draft.grants(),
                draft.redirectUris(),
                draft.postLogoutRedirectUris(),
                draft.scopes(),
                draft.roles(),
                secretDigest,
                createdAt,
                secretChangedAt,
                version + 1);
    }

    OauthClient withSecret(String digest, Instant now) {
        return new OauthClient(
                id,
                tenantId,
                name,
                isPublic,
                grants,
                redirectUris,
                postLogoutRedirectUris,
                scopes,
                roles,
                digest,
                createdAt,
                now,
                version + 1);
    }

    @Override
    public String toString() {
        return "OauthClient[id=" + id + ", tenantId=" + tenantId + ", version=" + version + "]";
    }
}
