package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;
import org.jspecify.annotations.Nullable;

/** The earlier bookings that commands are about, and the users for whom they count, of whatever tenant. */
interface Subjects {

    /** Null when it is not there, or not looked at yet: a batch finds out which wallets it needs before it loads them. */
    default @Nullable Wallet wallet(String walletId) {
        return null;
    }

    /** Null when the game's reference was never heard of. */
    @Nullable
    KnownBet bet(KnownBet.Key key);

    /** Null when there is none with this id. */
    @Nullable
    Hold hold(String holdId);

    /** Null when there is none with this id. */
    @Nullable
    Transfer transfer(String transferId);

    /** Null when nothing is stored about that user. */
    @Nullable
    Usage usage(UsageKey user);

    /** Whether a booking takes this transfer back already. */
    boolean isReversed(String transferId);
}
