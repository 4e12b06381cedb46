package dev.coffer.payment.wallet;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;

/** Adds the wallets to auth's users. */
@DgsComponent
public class UserEntityFetcher {

    /** Any id is a user here; what they have is guarded field by field, and found in the caller's tenant only. */
    @DgsEntityFetcher(name = "User")
    public UserView user(Map<String, Object> representation) {
        if (!(representation.get("id") instanceof String id)) {
            throw CodedException.invalid("id", "A user is referred to by its id.");
        }
        return new UserView(id);
    }

    @DgsData(parentType = "User")
    public CompletableFuture<List<WalletView>> wallets(DataFetchingEnvironment environment) {
        UserView user = Objects.requireNonNull(environment.<UserView>getSource());
        DataLoader<UserWalletsLoader.Asked, List<WalletView>> wallets =
                Objects.requireNonNull(environment.getDataLoader(UserWalletsLoader.NAME));
        return wallets.load(
                new UserWalletsLoader.Asked(Callers.caller(environment).tenantId(), user.id()));
    }
}
