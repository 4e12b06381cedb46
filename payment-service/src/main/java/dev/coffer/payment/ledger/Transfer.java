package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A booking that was made: money that moved, with all its entries; or a change of a wallet's status, which has one entry of
 * nothing. Never changed once written; what happens to it later is a further booking.
 *
 * @param id UUIDv7 as text: sorts by time of booking
 * @param amount the principal leg's; of a credit limit the limit, though nothing moves
 * @param pocket the one that the principal leg debited
 * @param entries two for each leg, debit before credit, in the order of the legs; one for a change of status
 * @param parties every wallet that was touched, once
 * @param links the earlier booking that it belongs to
 * @param tally what it counted towards somebody's limits; null for nothing
 */
public record Transfer(
        String id,
        String tenantId,
        TransferType type,
        Money amount,
        Pocket pocket,
        List<Entry> entries,
        List<Party> parties,
        Idempotency idempotency,
        @Nullable String reason,
        Map<String, String> metadata,
        Links links,
        @Nullable Tally tally,
        Instant at) {

    /** The name under which a deposit keeps, as metadata, what it was paid with: opaque, the same for the same card or account. */
    public static final String METHOD_ID = "methodId";

    /** The name under which a refund keeps, as metadata, the transfer that it gives back. */
    public static final String PURCHASE_ID = "purchaseId";

    /**
     * A wallet that a transfer touched.
     *
     * @param version the wallet's version after this booking: orders the wallet's events
     */
    public record Party(String walletId, WalletOwner owner, long version) {}

    public Transfer {
        entries = List.copyOf(entries);
        parties = List.copyOf(parties);
        metadata = Map.copyOf(metadata);
        boolean isWhole = type.isStatus() ? entries.size() == 1 : entries.size() >= 2;
        if (!isWhole) {
            throw new IllegalArgumentException(type + " " + id + " cannot have " + entries.size() + " entries");
        }
    }

    /** The wallet that the principal leg debited, or whose status changed. */
    public Party from() {
        return party(entries.getFirst().walletId());
    }

    /** The wallet that the principal leg credited, or whose status changed. */
    public Party to() {
        return type.isStatus() ? from() : party(entries.get(1).walletId());
    }

    private Party party(String walletId) {
        for (Party party : parties) {
            if (party.walletId().equals(walletId)) {
                return party;
            }
        }
        throw new IllegalStateException(
                "Transfer " + id + " has an entry in wallet " + walletId + ", which is no party");
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
