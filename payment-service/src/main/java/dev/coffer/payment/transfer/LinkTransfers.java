package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.ids.Ids;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Chain;
import dev.coffer.payment.ledger.ChainResult;
import java.util.List;

/** Makes several payments of the caller's, all of them or none. */
final class LinkTransfers {

    private final TransferFunds transferFunds;
    private final Bookings bookings;
    private final Ids ids;

    LinkTransfers(TransferFunds transferFunds, Bookings bookings, Ids ids) {
        this.transferFunds = transferFunds;
        this.bookings = bookings;
        this.ids = ids;
    }

    /**
     * @param payments 2 to {@link Chain#MAX_POSTS}, of one sender and with one key
     * @throws CodedException NOT_FOUND when a wallet is not there, or is not the sender's; UNAVAILABLE
     */
    ChainResult link(List<Payment> payments, Mode mode) {
        List<Chain.Link> links = payments.stream().map(transferFunds::prepare).toList();
        return mode.carryOut(bookings, Chain.of(Payment.idempotency("linkedTransfers", payments), ids.next(), links));
    }
}
