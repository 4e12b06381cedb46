package dev.coffer.auth.oauthclient;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.oauthclient.AdministerClients.Result;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code oauthclient.graphqls}. */
@DgsComponent
class OauthClientFetcher {

    private final OauthClients clients;
    private final AdministerClients administer;

    OauthClientFetcher(OauthClients clients, AdministerClients administer) {
        this.clients = clients;
        this.administer = administer;
    }

    record SaveOauthClientInput(
            @Nullable String id,
            @Nullable Integer version,
            String name,
            @Nullable Boolean isPublic,
            List<OauthGrant> grants,
            @Nullable List<String> redirectUris,
            @Nullable List<String> postLogoutRedirectUris,
            @Nullable List<String> scopes,
            @Nullable List<String> roles) {

        ClientDraft draft() {
            return ClientDraft.parse(
                    name,
                    Boolean.TRUE.equals(isPublic),
                    grants,
                    redirectUris == null ? List.of() : redirectUris,
                    postLogoutRedirectUris == null ? List.of() : postLogoutRedirectUris,
                    scopes == null ? List.of() : scopes,
                    roles == null ? List.of() : roles);
        }
    }

    /** {@code RotateOauthClientSecretInput} and {@code DeleteOauthClientInput}. */
    record ClientIdInput(String id) {}

    @DgsQuery
    Connection<OauthClientView> oauthClients(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        PageRequest page = PageRequest.of(first, after, last, before);
        return clients.page(Callers.caller(environment).tenantId(), page, isCounted)
                .map(client -> OauthClientView.of(client, null));
    }

    @DgsMutation
    Object saveOauthClient(@InputArgument SaveOauthClientInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        if (input.id() == null) {
            return answer(administer.register(caller, input.draft()));
        }
        if (input.version() == null) {
            throw CodedException.invalid("input.version", "A change names the version that it is a change of.");
        }
        return answer(administer.change(caller, input.id(), input.version(), input.draft()));
    }

    @DgsMutation
    Object rotateOauthClientSecret(@InputArgument ClientIdInput input, DataFetchingEnvironment environment) {
        return answer(administer.rotateSecret(Callers.caller(environment), input.id()));
    }

    @DgsMutation
    Object deleteOauthClient(@InputArgument ClientIdInput input, DataFetchingEnvironment environment) {
        return answer(administer.delete(Callers.caller(environment), input.id()));
    }

    private static Object answer(Result result) {
        return switch (result) {
            case Result.Saved(OauthClient client, @Nullable String secret) -> OauthClientView.of(client, secret);
            case Result.Refused(OauthClientRefusal reason, String field) -> Refusal.of(reason, reason.meaning(), field);
        };
    }
}
