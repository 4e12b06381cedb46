package dev.coffer.sample.user;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.permission.Owned;

/** What this subgraph knows of a user: the id. */
@GraphQlName("User")
public record UserView(String id) implements Owned {

    @Override
    public String ownerId() {
        return id;
    }
}
