package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.money.Money;
import dev.coffer.payment.fee.FeeType;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Chain;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Links;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.usage.Counted;
import java.util.ArrayList;
import java.util.List;

/** Pays from the caller's wallet to another user's; the fee comes on top and from the same wallet. */
final class TransferFunds {

    private final FindParties parties;
    private final Fees fees;
    private final Limits limits;
    private final Bookings bookings;

    TransferFunds(FindParties parties, Fees fees, Limits limits, Bookings bookings) {
        this.parties = parties;
        this.fees = fees;
        this.limits = limits;
        this.bookings = bookings;
    }

    /**
     * What the ledger answers, a refusal too, stands for all repeats; an error stands for nothing.
     *
     * @throws CodedException NOT_FOUND when a wallet is not there, or is not the sender's; UNAVAILABLE
     */
    PostResult transfer(Payment payment, Mode mode) {
        return mode.carryOut(bookings, prepare(payment).post(payment.idempotency("transferFunds"), Links.NONE));
    }

    /**
     * All that can be known before the ledger is asked.
     *
     * @throws CodedException NOT_FOUND when a wallet is not there, or is not the sender's
     */
    Chain.Link prepare(Payment payment) {
        Party from = parties.payer(payment);
        Party to = parties.payee(payment);
        List<Post.Leg> legs = legs(payment, from.walletId(), to.walletId());
        Counted counted = limits.paid(from.tenantId(), from.owner(), to.owner(), payment.amount());
        return (idempotency, links) -> new Post(
                payment.sender().tenantId(),
                idempotency,
                TransferType.PAYMENT,
                legs,
                payment.reason(),
                payment.metadata(),
                links,
                counted);
    }

    private List<Post.Leg> legs(Payment payment, String from, String to) {
        Money amount = payment.amount();
        WalletRef payer = WalletRef.id(from);
        List<Post.Leg> legs = new ArrayList<>();
        legs.add(new Post.Leg(payer, WalletRef.id(to), amount, Pocket.REAL, TransferType.PAYMENT));
        Money fee = fees.of(payment.sender().tenantId()).fee(FeeType.PAYMENT, amount);
        if (fee.isPositive()) {
            legs.add(new Post.Leg(payer, WalletRef.house(HouseAccount.FEES), fee, Pocket.REAL, TransferType.FEE));
        }
        return legs;
    }
}
