package dev.coffer.auth.oauth;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.oauthclient.OauthClient;
import dev.coffer.auth.oauthclient.OauthClients;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of {@code consent.graphqls}. */
@DgsComponent
class ConsentFetcher {

    private final Consents consents;
    private final OauthClients clients;
    private final EndGrants end;

    ConsentFetcher(Consents consents, OauthClients clients, EndGrants end) {
        this.consents = consents;
        this.clients = clients;
        this.end = end;
    }

    /** The GraphQL type. */
    record OauthConsent(String clientId, String clientName, List<String> scopes, Instant givenAt) {}

    /** The GraphQL type. */
    record RevokedConsent(String clientId) {}

    record RevokeConsentInput(String clientId) {}

    @DgsQuery
    List<OauthConsent> myConsents(DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return named(caller.tenantId(), consents.all(caller.tenantId(), caller.userId()));
    }

    @DgsMutation
    Object revokeConsent(@InputArgument RevokeConsentInput input, DataFetchingEnvironment environment) {
        ConsentRefusal none = ConsentRefusal.CONSENT_NOT_GIVEN;
        return end.revokeConsent(Callers.caller(environment), input.clientId())
                ? new RevokedConsent(input.clientId())
                : Refusal.of(none, none.meaning(), "input.clientId");
    }

    private List<OauthConsent> named(String tenantId, List<Consent> given) {
        Map<String, OauthClient> byId =
                clients.findAll(tenantId, given.stream().map(Consent::clientId).toList()).stream()
                        .collect(Collectors.toMap(OauthClient::id, Function.identity()));
        List<OauthConsent> named = new ArrayList<>();
        for (Consent one : given) {
            OauthClient client = byId.get(one.clientId());
            if (client != null) {
                List<String> scopes = one.scopes().stream().sorted().toList();
                named.add(new OauthConsent(client.id(), client.name(), scopes, one.givenAt()));
            }
        }
        return named;
    }
}
