package dev.coffer.core.graphql;

import dev.coffer.core.identity.Client;
import graphql.schema.DataFetchingEnvironment;

/** What a GraphQL request comes from: put into its context at the edge of the service, read by fetchers. */
public final class Clients {

    static final String CLIENT = "coffer.client";

    private Clients() {}

    public static Client client(DataFetchingEnvironment environment) {
        return environment.getGraphQlContext().getOrDefault(CLIENT, Client.UNKNOWN);
    }
}
