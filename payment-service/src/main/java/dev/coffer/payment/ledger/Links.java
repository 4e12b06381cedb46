package dev.coffer.payment.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What else a transfer belongs to.
 *
 * @param holdId the hold that it captures or releases, or null
 * @param reverses the transfer that it takes back, or null; no transfer is taken back twice
 * @param chainId what it was booked together with, see {@link Chain}, or null
 * @param betId the bet, by the game's reference, that it places, settles or rolls back, or null
 */
public record Links(
        @Nullable String holdId,
        @Nullable String reverses,
        @Nullable String chainId,
        @Nullable String betId) {

    /** Stands by itself. */
    public static final Links NONE = new Links(null, null, null, null);

    static Links ofHold(String holdId) {
        return new Links(holdId, null, null, null);
    }

    static Links reversing(String transferId) {
        return new Links(null, transferId, null, null);
    }

    static Links inChain(String chainId) {
        return new Links(null, null, chainId, null);
    }

    static Links ofBet(String betId) {
        return new Links(null, null, null, betId);
    }
}
