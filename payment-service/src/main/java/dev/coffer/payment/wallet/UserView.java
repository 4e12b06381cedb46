package dev.coffer.payment.wallet;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.permission.Owned;

/** This service's part of the GraphQL type {@code User}. */
@GraphQlName("User")
public record UserView(String id) implements Owned {

    @Override
    public String ownerId() {
        return id;
    }
}
