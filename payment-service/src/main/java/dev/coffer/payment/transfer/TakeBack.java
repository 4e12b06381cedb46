package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.ReverseTransfer;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.wallet.OperatorRefusal;
import org.jspecify.annotations.Nullable;

/** Takes a transfer of the tenant's back, for staff who had no part in it. */
final class TakeBack {

    private final Transfers transfers;
    private final Bookings bookings;

    TakeBack(Transfers transfers, Bookings bookings) {
        this.transfers = transfers;
        this.bookings = bookings;
    }

    /**
     * @param caller staff
     * @param amount null for the whole of it, its fees too
     * @param key the client's
     */
    record Order(Caller caller, String transferId, @Nullable Money amount, String reason, String key, Mode mode) {}

    /**
     * What the ledger answers, a refusal too, stands for all repeats.
     *
     * @throws CodedException NOT_FOUND when the tenant has no such transfer; UNAVAILABLE
     */
    CorrectionResult takeBack(Order order) {
        Caller caller = order.caller();
        Transfer original = transfers.find(caller.tenantId(), order.transferId());
        if (original == null) {
            throw new CodedException(
                    CommonError.NOT_FOUND,
                    "There is no transfer " + order.transferId() + ".",
                    "input.transferId",
                    null);
        }
        if (original.parties().stream().anyMatch(party -> OperatorRefusal.isOwn(caller, party.owner()))) {
            return new CorrectionResult.NotByOwner();
        }
        Money amount = order.amount();
        Idempotency idempotency = Idempotency.of(
                "user:" + caller.userId(),
                order.key(),
                "reverseTransfer",
                order.transferId(),
                amount == null ? "" : Long.toString(amount.minor()),
                amount == null ? "" : amount.currency().code(),
                order.reason());
        return CorrectionResult.of(order.mode()
                .carryOut(
                        bookings,
                        new ReverseTransfer(
                                caller.tenantId(),
                                idempotency,
                                original.id(),
                                amount,
                                order.reason(),
                                caller.userId())));
    }
}
