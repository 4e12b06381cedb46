package dev.coffer.payment.deposit;

import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.provider.DeclineCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a deposit stands. Only a pending one changes, and once. */
sealed interface DepositState {

    /**
     * The provider is being asked, or its answer is not known yet.
     *
     * @param attempts how often the provider was asked in vain
     * @param reference the provider's own id of the charge; null as long as none is known
     * @param leasedUntil whoever advances the deposit now has it to themselves until then; null when nobody does
     * @param isStuck whether so many attempts were in vain that an operator may say what became of it
     */
    record Pending(
            int attempts,
            @Nullable String reference,
            @Nullable Instant leasedUntil,
            boolean isStuck) implements DepositState {

        /** Of which the provider has said nothing yet. */
        Pending(int attempts, @Nullable Instant leasedUntil) {
            this(attempts, null, leasedUntil, false);
        }

        /** The same, of which the provider has told its own id. */
        Pending known(String providersId) {
            return new Pending(attempts, providersId, leasedUntil, isStuck);
        }

        boolean isLeased(Window window) {
            return leasedUntil != null && window.isAhead(leasedUntil);
        }
    }

    /** Sealed: where a deposit ends. */
    sealed interface Settled extends DepositState {
        Instant at();

        /** Who said so; null where it ended by itself. */
        @Nullable
        SettledByHand byHand();
    }

    /** The wallet is credited. */
    record Completed(
            String transferId, Instant at, @Nullable SettledByHand byHand) implements Settled {

        Completed(String transferId, Instant at) {
            this(transferId, at, null);
        }
    }

    /** The payer has kept the money, or has it back. @param message for the client */
    record Declined(
            DeclineCode code,
            String message,
            Instant at,
            @Nullable SettledByHand byHand) implements Settled {

        Declined(DeclineCode code, String message, Instant at) {
            this(code, message, at, null);
        }
    }

    /** Refused before the provider was asked. @param message for the client */
    record Refused(
            LedgerRefusal code, String message, @Nullable Integer retryAfterSeconds, Instant at) implements Settled {

        Refused(LedgerRefusal code, String message, Instant at) {
            this(code, message, null, at);
        }

        @Override
        public @Nullable SettledByHand byHand() {
            return null;
        }
    }
}
