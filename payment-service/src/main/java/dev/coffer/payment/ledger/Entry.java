package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line in a wallet's book. Never changed once written.
 *
 * @param seq 1 for the wallet's first entry, then one more each time, without gaps
 * @param part the part of the pocket; each has a balance of its own
 * @param amount what that part of the pocket changed by, signed
 * @param balanceAfter what was in that part of the pocket afterwards
 * @param creditLimit how far the wallet may go below zero from here on; null where the entry does not say
 * @param hash of the wallet's previous hash and this entry's canonical form
 */
public record Entry(
        String walletId,
        String transferId,
        Pocket pocket,
        Part part,
        long seq,
        Money amount,
        Money balanceAfter,
        TransferType kind,
        @Nullable Money creditLimit,
        Instant at,
        Hash hash) {

    static Entry next(
            Wallet wallet, String transferId, Pocket pocket, Part part, long amount, TransferType kind, Instant at) {
        return next(wallet, transferId, pocket, part, amount, kind, null, at);
    }

    /** An entry of nothing that says how far the wallet may go below zero. */
    static Entry ofCreditLimit(Wallet wallet, String transferId, Money limit, Instant at) {
        return next(wallet, transferId, Pocket.REAL, Part.AVAILABLE, 0, TransferType.CREDIT_LIMIT, limit, at);
    }

    private static Entry next(
            Wallet wallet,
            String transferId,
            Pocket pocket,
            Part part,
            long amount,
            TransferType kind,
            @Nullable Money creditLimit,
            Instant at) {
        long seq = wallet.seq() + 1;
        long balance = Math.addExact(wallet.pockets().of(pocket).of(part), amount);
        return new Entry(
                wallet.id(),
                transferId,
                pocket,
                part,
                seq,
                new Money(amount, wallet.currency()),
                new Money(balance, wallet.currency()),
                kind,
                creditLimit,
                at,
                hash(wallet.lastHash(), transferId, pocket, part, seq, amount, balance, kind, creditLimit, at));
    }

    /** What {@link #hash} must be after {@code previous}. */
    Hash expectedHash(Hash previous) {
        return hash(
                previous, transferId, pocket, part, seq, amount.minor(), balanceAfter.minor(), kind, creditLimit, at);
    }

    /** The wallet itself is in the chain's seed. */
    private static Hash hash(
            Hash previous,
            String transferId,
            Pocket pocket,
            Part part,
            long seq,
            long amount,
            long balance,
            TransferType kind,
            @Nullable Money creditLimit,
            Instant at) {
        Digest digest = new Digest()
                .add(previous)
                .add(transferId)
                .add(part == Part.AVAILABLE ? pocket.name() : pocket.name() + '.' + part.name())
                .add(seq)
                .add(amount)
                .add(balance)
                .add(kind.name())
                .add(at.toEpochMilli());
        // The kind says whether this follows, so the form stays canonical.
        return (creditLimit == null ? digest : digest.add(creditLimit.minor())).hash();
    }
}
