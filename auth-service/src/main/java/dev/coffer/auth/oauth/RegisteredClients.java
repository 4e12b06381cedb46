package dev.coffer.auth.oauth;

import dev.coffer.auth.oauthclient.ClientId;
import dev.coffer.auth.oauthclient.OauthClient;
import dev.coffer.auth.oauthclient.OauthClients;
import dev.coffer.auth.oauthclient.OauthGrant;
import dev.coffer.auth.token.AccessTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The registered applications, as the authorization server wants to see them. Nobody registers by itself. */
final class RegisteredClients implements RegisteredClientRepository {

    private final OauthClients clients;
    private final OauthSettings settings;

    RegisteredClients(OauthClients clients, OauthSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Administrators register applications, over GraphQL");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        OauthClient client = find(clientId);
        return client == null ? null : registered(client);
    }

    @Nullable
    OauthClient find(String clientId) {
        String tenantId = ClientId.tenantOf(clientId);
        return tenantId == null ? null : clients.find(tenantId, clientId);
    }

    private RegisteredClient registered(OauthClient client) {
        RegisteredClient.Builder builder = RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientName(client.name())
                .clientIdIssuedAt(client.createdAt())
                .redirectUris(uris -> uris.addAll(client.redirectUris()))
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .authorizationGrantTypes(types -> client.grants().forEach(grant -> types.add(type(grant))))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(settings.codeLife())
                        .deviceCodeTimeToLive(settings.deviceCodeLife())
                        .accessTokenTimeToLive(AccessTokens.LIFE)
                        .refreshTokenTimeToLive(settings.limits().absolute())
                        .reuseRefreshTokens(false)
                        .build());
        if (client.secretDigest() == null) {
            builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else {
            builder.clientSecret(client.secretDigest())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        }
        return builder.build();
    }

    private static AuthorizationGrantType type(OauthGrant grant) {
        return switch (grant) {
            case AUTHORIZATION_CODE -> AuthorizationGrantType.AUTHORIZATION_CODE;
            case CLIENT_CREDENTIALS -> AuthorizationGrantType.CLIENT_CREDENTIALS;
            case DEVICE_CODE -> AuthorizationGrantType.DEVICE_CODE;
            case REFRESH_TOKEN -> AuthorizationGrantType.REFRESH_TOKEN;
        };
    }
}
