package dev.coffer.payment.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The earlier booking that a transfer belongs to.
 *
 * @param holdId the hold that it captures or releases, or null
 * @param reverses the transfer that it takes back, or null; no transfer is taken back twice
 */
public record Links(@Nullable String holdId, @Nullable String reverses) {

    /** Stands by itself. */
    public static final Links NONE = new Links(null, null);

    static Links ofHold(String holdId) {
        return new Links(holdId, null);
    }

    static Links reversing(String transferId) {
        return new Links(null, transferId);
    }
}
