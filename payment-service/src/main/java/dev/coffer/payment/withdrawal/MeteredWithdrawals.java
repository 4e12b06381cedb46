package dev.coffer.payment.withdrawal;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of withdrawals: {@code coffer.payment.withdrawals} by the status that they come to. */
final class MeteredWithdrawals implements Withdrawals {

    private final Withdrawals origin;
    private final MeterRegistry meters;

    MeteredWithdrawals(Withdrawals origin, MeterRegistry meters) {
        this.origin = origin;
        this.meters = meters;
    }

    @Override
    public boolean insert(Withdrawal withdrawal, Duration lease) {
        boolean isNew = origin.insert(withdrawal, lease);
        if (isNew) {
            count(withdrawal);
        }
        return isNew;
    }

    @Override
    public @Nullable Withdrawal change(Withdrawal from, Change change) {
        Withdrawal changed = origin.change(from, change);
        if (changed != null && changed.status() != from.status()) {
            count(changed);
        }
        return changed;
    }

    private void count(Withdrawal withdrawal) {
        meters.counter(
                        "coffer.payment.withdrawals",
                        "status",
                        withdrawal.status().name())
                .increment();
    }

    @Override
    public @Nullable Withdrawal find(String tenantId, String id) {
        return origin.find(tenantId, id);
    }

    @Override
    public @Nullable Withdrawal findByKey(String tenantId, String key) {
        return origin.findByKey(tenantId, key);
    }

    @Override
    public @Nullable Withdrawal takeUp(String tenantId, String id, Duration lease) {
        return origin.takeUp(tenantId, id, lease);
    }

    @Override
    public List<Due> due(int limit) {
        return origin.due(limit);
    }

    @Override
    public List<Withdrawal> ofOwner(String tenantId, String userId, Collection<WithdrawalStatus> statuses, int limit) {
        return origin.ofOwner(tenantId, userId, statuses, limit);
    }

    @Override
    public Connection<Withdrawal> ofWallet(String tenantId, String walletId, PageRequest request) {
        return origin.ofWallet(tenantId, walletId, request);
    }

    @Override
    public Connection<Withdrawal> ofTenant(String tenantId, @Nullable WithdrawalStatus status, PageRequest request) {
        return origin.ofTenant(tenantId, status, request);
    }

    @Override
    public Map<WithdrawalStatus, Integer> waiting() {
        return origin.waiting();
    }
}
