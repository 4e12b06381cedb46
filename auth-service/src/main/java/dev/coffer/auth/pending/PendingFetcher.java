package dev.coffer.auth.pending;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.code.CodePurpose;
import dev.coffer.auth.code.PendingCode;
import dev.coffer.auth.code.PendingCodes;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.Transactions;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code pending.graphqls}. */
@DgsComponent
class PendingFetcher {

    private final PendingCodes codes;
    private final Transactions transactions;
    private final Clock clock;

    PendingFetcher(PendingCodes codes, Transactions transactions, Clock clock) {
        this.codes = codes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The GraphQL type. */
    record PendingOperation(String id, CodePurpose kind, String sentTo, Instant createdAt, Instant expiresAt) {

        static PendingOperation of(PendingCode code) {
            return new PendingOperation(code.id(), code.purpose(), code.sentTo(), code.createdAt(), code.expiresAt());
        }
    }

    record RevokePendingOperationInput(String id) {}

    @DgsQuery(field = "pendingOperations")
    Connection<PendingOperation> own(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return page(caller.tenantId(), caller.userId(), PageRequest.of(first, after, last, before), environment);
    }

    @DgsData(parentType = "User", field = "pendingOperations")
    Connection<PendingOperation> ofUser(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        User user = Objects.requireNonNull(environment.<User>getSource());
        return page(user.tenantId(), user.id(), PageRequest.of(first, after, last, before), environment);
    }

    @DgsMutation(field = "revokePendingOperation")
    Object revoke(@InputArgument RevokePendingOperationInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        PendingCode revoked = transactions.inTransaction(
                unit -> codes.revoke(unit, caller.tenantId(), caller.userId(), input.id(), clock.instant()));
        if (revoked == null) {
            throw CodedException.notFound("pending operation", input.id());
        }
        return PendingOperation.of(revoked);
    }

    private Connection<PendingOperation> page(
            String tenantId, String userId, PageRequest request, DataFetchingEnvironment environment) {
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return codes.page(tenantId, userId, clock.instant(), request, isCounted).map(PendingOperation::of);
    }
}
