package dev.coffer.payment.withdrawal;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import dev.coffer.core.graphql.Callers;
import dev.coffer.payment.suspension.Suspension;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/** The field of {@code suspension.graphqls}. */
@DgsComponent
class SuspensionFetcher {

    @DgsData(parentType = "Withdrawal", field = "suspension")
    CompletableFuture<@Nullable SuspensionView> suspension(DataFetchingEnvironment environment) {
        WithdrawalView withdrawal = Objects.requireNonNull(environment.<WithdrawalView>getSource());
        DataLoader<SuspensionLoader.Asked, Suspension> suspensions =
                Objects.requireNonNull(environment.getDataLoader(SuspensionLoader.NAME));
        return suspensions
                .load(new SuspensionLoader.Asked(
                        Callers.caller(environment).tenantId(),
                        withdrawal.user().id()))
                .thenApply(found -> SuspensionView.of(withdrawal.status(), found));
    }
}
