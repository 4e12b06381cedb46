package dev.coffer.auth.user;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import dev.coffer.auth.user.UserLoader.Asked;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;

/** Gives the federation the users that other services refer to, as far as the caller may see them. */
@DgsComponent
public class UserEntityFetcher {

    @DgsEntityFetcher(name = "User")
    public CompletableFuture<User> user(Map<String, Object> representation, DgsDataFetchingEnvironment environment) {
        if (!(representation.get("id") instanceof String id)) {
            throw CodedException.invalid("id", "A user is referred to by its id.");
        }
        DataLoader<Asked, User> users = environment.getDataLoader(UserLoader.NAME);
        return users.load(new Asked(Callers.caller(environment), id)).thenApply(user -> {
            if (user == null) {
                throw CodedException.notFound("user", id);
            }
            return user;
        });
    }
}
