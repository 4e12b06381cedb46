package dev.coffer.payment.monitor;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.payment.ledger.Entry;
import dev.coffer.payment.ledger.Part;
import dev.coffer.payment.ledger.Transfer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One booking that took a balance across a monitor's threshold.
 *
 * @param cause the event by which the wallet told of the booking
 * @param last the booking's last entry in what is available of the pocket
 */
record Crossing(BalanceMonitor monitor, EventEnvelope cause, Entry last) {

    /**
     * Null where the booking crosses nothing. What counts is where it began and where it ended: several entries of one booking are
     * one step.
     */
    static @Nullable Crossing of(BalanceMonitor monitor, EventEnvelope cause, Transfer transfer) {
        List<Entry> own = transfer.entries().stream()
                .filter(entry -> entry.walletId().equals(cause.key())
                        && entry.pocket() == monitor.pocket()
                        && entry.part() == Part.AVAILABLE)
                .toList();
        if (own.isEmpty() || cause.seq() <= monitor.since()) {
            return null;
        }
        long before = Math.subtractExact(
                own.getFirst().balanceAfter().minor(), own.getFirst().amount().minor());
        Entry last = own.getLast();
        return monitor.isCrossed(before, last.balanceAfter().minor()) ? new Crossing(monitor, cause, last) : null;
    }

    /** The same for the same booking and monitor, whenever it is found. */
    String id() {
        return monitor.id() + ':' + cause.seq();
    }

    EventDraft event() {
        String userId = Objects.requireNonNull(cause.userId(), "the ledger tells of users' wallets only");
        BalanceCrossed data = new BalanceCrossed(
                monitor.id(),
                cause.key(),
                userId,
                monitor.pocket().name(),
                monitor.condition().name(),
                monitor.threshold().toDecimal(),
                monitor.threshold().currency().code(),
                last.balanceAfter().toDecimal(),
                monitor.source().name(),
                last.transferId(),
                last.at().toString());
        return EventDraft.of(data, monitor.id(), cause.tenantId())
                .onBehalfOf(userId)
                .causedBy(cause);
    }
}
