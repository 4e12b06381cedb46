package dev.coffer.payment.ledger;

import java.util.List;

/** What became of a {@link Chain}. Once given, it is durable: a repeat of the request gets an equal one. */
public sealed interface ChainResult {

    /** All are booked. @param transfers in the chain's order */
    record Posted(List<Transfer> transfers) implements ChainResult {
        public Posted {
            transfers = List.copyOf(transfers);
        }
    }

    /**
     * An expected no; nothing has moved.
     *
     * @param position of the transfer that cannot be booked, from 0; those before it could have been
     * @param why what that transfer by itself would have been answered
     */
    record Refused(int position, PostResult.Refused why) implements ChainResult {}
}
