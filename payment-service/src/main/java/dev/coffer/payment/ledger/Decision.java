package dev.coffer.payment.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link Ledger#decide} makes of a command. Nothing has happened yet. */
sealed interface Decision {

    /**
     * To be carried out, all or nothing.
     *
     * @param opened wallets that are new, as they are before the transfer
     * @param wallets every wallet that is touched, as it is afterwards
     * @param transfer null when nothing is booked: wallets were opened, or are already as they shall be
     */
    record Booking(
            List<Wallet> opened,
            List<Wallet> wallets,
            @Nullable Transfer transfer) implements Decision {
        public Booking {
            opened = List.copyOf(opened);
            wallets = List.copyOf(wallets);
        }
    }

    /** An expected no. */
    record Refusal(LedgerRefusal code, String message) implements Decision {}
}
