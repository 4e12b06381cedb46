package dev.coffer.payment.wallet;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;

/** Wallets by id, as far as the caller may see them: asked for by a client, or by the federation. */
@DgsComponent
public class WalletEntityFetcher {

    @DgsQuery
    public CompletableFuture<WalletView> wallet(@InputArgument String id, DataFetchingEnvironment environment) {
        DataLoader<WalletLoader.Asked, WalletView> wallets =
                Objects.requireNonNull(environment.getDataLoader(WalletLoader.NAME));
        return wallets.load(new WalletLoader.Asked(Callers.caller(environment), id))
                .thenApply(wallet -> {
                    if (wallet == null) {
                        throw CodedException.notFound("wallet", id);
                    }
                    return wallet;
                });
    }

    @DgsEntityFetcher(name = "Wallet")
    public CompletableFuture<WalletView> wallet(
            Map<String, Object> representation, DataFetchingEnvironment environment) {
        if (!(representation.get("id") instanceof String id)) {
            throw CodedException.invalid("id", "A wallet is referred to by its id.");
        }
        return wallet(id, environment);
    }
}
