package dev.coffer.payment.withdrawal;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The withdrawals as last committed. Changes are durable when they return. */
interface Withdrawals {

    @Nullable
    Withdrawal find(String tenantId, String id);

    @Nullable
    Withdrawal findByKey(String tenantId, String key);

    /**
     * Keeps a new one, and nobody else takes it up for as long as {@code lease}.
     *
     * @return false when the tenant has one with this key already
     */
    boolean insert(Withdrawal withdrawal, Duration lease);

    /** Takes one up that is due, which counts as an attempt; null when somebody else did, or nothing is due. */
    @Nullable
    Withdrawal takeUp(String tenantId, String id, Duration lease);

    /**
     * Changes it from what it was, as its owner's verification stands at that moment; null when somebody has changed it since, and then
     * nothing is written or told.
     */
    @Nullable
    Withdrawal change(Withdrawal from, Change change);

    /** Some that are due, of all tenants, those first that have been so for longest. */
    List<Due> due(int limit);

    /** A withdrawal to take up. Not itself: one that cannot be read must not keep the others from being found. */
    record Due(String tenantId, String id) {}

    /** Some of one user's that stand like one of these. */
    List<Withdrawal> ofOwner(String tenantId, String userId, Collection<WithdrawalStatus> statuses, int limit);

    /** Newest first. */
    Connection<Withdrawal> ofWallet(String tenantId, String walletId, PageRequest request);

    /** Newest first. @param status null for all */
    Connection<Withdrawal> ofTenant(String tenantId, @Nullable WithdrawalStatus status, PageRequest request);

    /** How many wait for somebody, of all tenants: AWAITING_APPROVAL, FROZEN and STUCK, each also where it is none. */
    Map<WithdrawalStatus, Integer> waiting();
}
