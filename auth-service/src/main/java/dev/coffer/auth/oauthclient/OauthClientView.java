package dev.coffer.auth.oauthclient;

import dev.coffer.core.graphql.GraphQlName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The GraphQL type {@code OauthClient}.
 *
 * @param secret in the answer of the mutation that made it, and never again
 */
@GraphQlName("OauthClient")
record OauthClientView(
        String id,
        String name,
        boolean isPublic,
        Set<OauthGrant> grants,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        List<String> scopes,
        List<String> roles,
        Instant createdAt,
        @Nullable Instant secretChangedAt,
        int version,
        @Nullable String secret) {

    static OauthClientView of(OauthClient client, @Nullable String secret) {
        return new OauthClientView(
                client.id(),
                client.name(),
                client.isPublic(),
                client.grants(),
                client.redirectUris(),
                client.postLogoutRedirectUris(),
                client.scopes().stream().sorted().toList(),
                client.roles().stream().sorted().toList(),
                client.createdAt(),
                client.secretChangedAt(),
                Math.toIntExact(client.version()),
                secret);
    }

    @Override
    public String toString() {
        return "OauthClientView[id=" + id + "]";
    }
}
