package dev.coffer.payment.deposit;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deposits as last committed. Changes are durable when they return. */
interface Deposits {

    @Nullable
    Deposit find(String tenantId, String id);

    @Nullable
    Deposit findByKey(String tenantId, String key);

    /** Keeps a new one; a pending one with its lease. @return false when the tenant has one with this key already */
    boolean insert(Deposit deposit);

    /** Takes the lease of a pending deposit that nobody holds now; null when somebody does, or it is settled. */
    @Nullable
    Deposit lease(String tenantId, String id, Window window, Instant until);

    /** Ends a pending deposit; answers it as it ended, which is as somebody else said if they came first. */
    Deposit settle(Deposit deposit, DepositState.Settled end);

    /** Gives the lease back and waits for another attempt, with what its state says; answers the deposit as it is. */
    Deposit postpone(Deposit deposit, DepositState.Pending to, Instant nextAt);

    /** Makes a pending deposit due now. @return false when somebody has its lease, or it is settled */
    boolean hasten(String tenantId, String id, Window window);

    /** Pending deposits of all tenants whose next attempt is due, by the time of it. */
    List<Due> due(Window window, int limit);

    /** A deposit to take up. Not the deposit itself: one that cannot be read must not keep the others from being found. */
    record Due(String tenantId, String id) {}

    /**
     * Which ones; null for all.
     *
     * @param onlyStuck only those that wait for an operator
     * @param from asked for then or later
     * @param to asked for earlier
     */
    record Filter(
            @Nullable DepositStatus status,
            boolean onlyStuck,
            @Nullable String userId,
            @Nullable String walletId,
            @Nullable Instant from,
            @Nullable Instant to) {

        static final Filter ALL = new Filter(null, false, null, null, null, null);

        Filter ofUser(String id) {
            return new Filter(status, onlyStuck, id, walletId, from, to);
        }
    }

    /** Newest first, without those that were refused before the provider was asked. */
    Connection<Deposit> list(String tenantId, Filter filter, PageRequest request);

    /** How many are stuck, of all tenants. */
    int stuck();
}
