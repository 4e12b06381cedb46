package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A booking that moves nothing: one entry of nothing, with which something about its wallet changes. */
final class Memorandum {

    private Memorandum() {}

    /**
     * @param changed the wallet after {@code entry}, its version still the one before
     * @param amount what the transfer says it is about
     */
    static Decision.Booking book(
            Wallet changed,
            Entry entry,
            Money amount,
            Idempotency idempotency,
            @Nullable String reason,
            Map<String, String> metadata) {
        Wallet counted = changed.withVersion(changed.version() + 1);
        Transfer booked = new Transfer(
                entry.transferId(),
                counted.tenantId(),
                entry.kind(),
                amount,
                entry.pocket(),
                List.of(entry),
                List.of(new Transfer.Party(counted.id(), counted.owner(), counted.version())),
                idempotency,
                reason,
                metadata,
                Links.NONE,
                null,
                entry.at());
        return Decision.Booking.of(List.of(), List.of(counted), booked);
    }
}
