package dev.coffer.payment.reconciliation;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import dev.coffer.core.graphql.GraphQlName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The field of {@code reconciliation.graphqls}. */
@DgsComponent
class ReconciliationFetcher {

    private final Reconciliations reconciliations;

    ReconciliationFetcher(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    /** The GraphQL type {@code Reconciliation}. What was found names wallets of all tenants, so here it is only counted. */
    @GraphQlName("Reconciliation")
    record View(Instant startedAt, Instant finishedAt, String wallets, String entries, boolean isClean, int findings) {

        static View of(Reconciliation one) {
            return new View(
                    one.startedAt(),
                    one.finishedAt(),
                    Long.toString(one.wallets()),
                    Long.toString(one.entries()),
                    one.isClean(),
                    one.flaws().size());
        }
    }

    @DgsQuery
    @Nullable
    View reconciliation() {
        Reconciliation latest = reconciliations.latest();
        return latest == null ? null : View.of(latest);
    }
}
