package dev.coffer.payment.live;

import dev.coffer.core.errors.CodedException;

/** Somebody who follows a user's wallets. Called by a thread that must not be held up, one call after the other. */
interface Follower {

    /** Something changed in one of the wallets of the user. */
    void changed(Change change);

    /** Changes can be missed from here on. */
    void interrupted();

    /** Changes are heard again; those since {@link #interrupted} may have been missed. */
    void resumed();

    /** There is nothing more to follow here. */
    void fail(CodedException why);

    /**
     * A change of a wallet, as the event told it.
     *
     * @param isMovement whether money moved, or was set aside or given back
     */
    record Change(String walletId, String transferId, boolean isMovement) {}
}
