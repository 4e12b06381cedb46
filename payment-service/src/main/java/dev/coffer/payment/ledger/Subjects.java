package dev.coffer.payment.ledger;

import org.jspecify.annotations.Nullable;

/** The earlier bookings that commands are about, of whatever tenant. */
interface Subjects {

    /** Null when there is none with this id. */
    @Nullable
    Hold hold(String holdId);

    /** Null when there is none with this id. */
    @Nullable
    Transfer transfer(String transferId);

    /** Whether a booking takes this transfer back already. */
    boolean isReversed(String transferId);
}
