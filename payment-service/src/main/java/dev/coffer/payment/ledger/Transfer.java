package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A booking that was made: money that moved, with all its entries. Never changed once written; what happens to it later is a
 * further booking.
 *
 * @param id UUIDv7 as text: sorts by time of booking
 * @param amount the principal leg's
 * @param from the wallet that the principal leg debited
 * @param to the wallet that the principal leg credited
 * @param entries two for each leg, debit before credit, in the order of the legs
 */
public record Transfer(
        String id,
        String tenantId,
        TransferType type,
        Money amount,
        Party from,
        Party to,
        Pocket pocket,
        List<Entry> entries,
        Idempotency idempotency,
        @Nullable String reason,
        Map<String, String> metadata,
        Instant at) {

    /**
     * One side of a transfer.
     *
     * @param version the wallet's version after this booking: orders the wallet's events
     */
    public record Party(String walletId, WalletOwner owner, long version) {}

    public Transfer {
        entries = List.copyOf(entries);
        metadata = Map.copyOf(metadata);
        if (entries.size() < 2) {
            throw new IllegalArgumentException(
                    "Transfer " + id + " has " + entries.size() + " entries, not two or more");
        }
    }

    /** What the linked fee legs took, in the principal currency; zero when there was none. */
    public Money fee() {
        return entries.stream()
                .filter(entry ->
                        entry.kind() == TransferType.FEE && entry.amount().isPositive())
                .map(Entry::amount)
                .filter(fee -> fee.currency().equals(amount.currency()))
                .reduce(Money.zero(amount.currency()), Money::plus);
    }
}
