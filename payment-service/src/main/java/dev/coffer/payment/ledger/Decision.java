package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link Ledger#decide} makes of a command. Nothing has happened yet. */
sealed interface Decision {

    /**
     * To be carried out, all or nothing.
     *
     * @param opened wallets that are new, as they are before the transfer
     * @param wallets every wallet that is touched, as it is afterwards
     * @param transfer null when nothing is booked: wallets were opened, or are already as they shall be
     * @param hold as it is afterwards; null when no hold is concerned
     * @param usage of the user for whom it counts, as it is afterwards; null when it counts for nobody
     * @param bet as it is afterwards; null when no bet is concerned
     */
    record Booking(
            List<Wallet> opened,
            List<Wallet> wallets,
            @Nullable Transfer transfer,
            @Nullable Hold hold,
            @Nullable Usage usage,
            @Nullable Bet bet)
            implements Decision {
        public Booking {
            opened = List.copyOf(opened);
            wallets = List.copyOf(wallets);
        }

        static Booking of(List<Wallet> opened, List<Wallet> wallets, @Nullable Transfer transfer) {
            return new Booking(opened, wallets, transfer, null, null, null);
        }

        /** The wallet is as it shall be. */
        static Booking ofNothing(Wallet wallet) {
            return of(List.of(), List.of(wallet), null);
        }

        Booking withHold(Hold changed) {
            return new Booking(opened, wallets, transfer, changed, usage, bet);
        }

        Booking withBet(Bet changed) {
            return new Booking(opened, wallets, transfer, hold, usage, changed);
        }

        /** Nothing is booked: what holds for a user changes, or is already as it shall be. */
        static Booking of(Usage usage) {
            return new Booking(List.of(), List.of(), null, null, usage, null);
        }

        Booking withUsage(Usage changed) {
            return new Booking(opened, wallets, transfer, hold, changed, bet);
        }

        /** The transfer, where there is sure to be one. */
        Transfer made() {
            return Objects.requireNonNull(transfer);
        }
    }

    /**
     * An expected no.
     *
     * @param retryAfterSeconds see {@link PostResult.Refused}
     * @param forestalled a bet that from now on cannot be placed; null when no bet is concerned
     */
    record Refusal(
            LedgerRefusal code,
            String message,
            @Nullable Integer retryAfterSeconds,
            @Nullable ForestalledBet forestalled)
            implements Decision {

        Refusal(LedgerRefusal code, String message) {
            this(code, message, null, null);
        }

        Refusal(LedgerRefusal code, String message, @Nullable Integer retryAfterSeconds) {
            this(code, message, retryAfterSeconds, null);
        }
    }
}
