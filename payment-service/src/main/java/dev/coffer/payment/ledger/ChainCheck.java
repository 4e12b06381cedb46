package dev.coffer.payment.ledger;

import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks one wallet's entries from the first to the last. Pure. */
final class ChainCheck {

    private final Wallet wallet;
    private final Map<Balance, Long> balances = new HashMap<>();
    private Hash last;
    private long seq;
    private long creditLimit;
    private String transferId = "";
    private long foundByTransfer;
    private Wallet.Status status = Wallet.Status.OPEN;

    /** What has a balance of its own. */
    private record Balance(Pocket pocket, Part part) {}

    ChainCheck(Wallet wallet) {
        this.wallet = wallet;
        this.last = wallet.seed();
    }

    /** Takes the next entry. Null when it is as it must be. */
    @Nullable
    Flaw next(Entry entry) {
        String where = "wallet " + wallet.id() + " seq " + entry.seq() + " (transfer " + entry.transferId() + ")";
        if (entry.seq() != seq + 1) {
            return new Flaw(Kind.ENTRY_MISSING, "wallet " + wallet.id() + " seq " + (seq + 1), missing(entry));
        }
        if (status == Wallet.Status.CLOSED) {
            return new Flaw(Kind.STATUS_WRONG, where, "The entry comes after the one that closed the wallet.");
        }
        if (!entry.amount().currency().equals(wallet.currency())) {
            return new Flaw(
                    Kind.ENTRY_NOT_OF_WALLET,
                    where,
                    "The entry is in " + entry.amount().currency() + ", the wallet in " + wallet.currency() + ".");
        }
        Balance balance = new Balance(entry.pocket(), entry.part());
        if (!entry.transferId().equals(transferId)) {
            transferId = entry.transferId();
            foundByTransfer = balances.getOrDefault(new Balance(Pocket.REAL, Part.AVAILABLE), 0L);
        }
        long expected = balances.getOrDefault(balance, 0L) + entry.amount().minor();
        if (entry.balanceAfter().minor() != expected) {
            return new Flaw(
                    Kind.BALANCE_WRONG,
                    where,
                    "The entry says a balance of " + entry.balanceAfter().minor() + " minor units; " + expected
                            + " follow from the entry before.");
        }
        if (!entry.hash().equals(entry.expectedHash(last))) {
            return new Flaw(
                    Kind.HASH_WRONG, where, "The entry's hash does not follow from its content and the hash before.");
        }
        if (entry.amount().isNegative() && expected < bound(entry)) {
            return new Flaw(
                    Kind.BOUND_PASSED,
                    where,
                    "The entry takes the balance to " + expected + " minor units; " + bound(entry)
                            + " is the least that the wallet allowed then.");
        }
        balances.put(balance, expected);
        last = entry.hash();
        seq = entry.seq();
        if (entry.creditLimit() != null) {
            creditLimit = entry.creditLimit().minor();
        }
        return changeStatus(entry.kind(), where);
    }

    /**
     * The least that an entry may leave of what it takes from. A limit that was lowered takes nothing back, so a booking may also
     * leave what it found.
     */
    private long bound(Entry entry) {
        if (entry.part() == Part.HELD) {
            return 0;
        }
        if (wallet.allowNegative()) {
            return Long.MIN_VALUE;
        }
        return entry.pocket() == Pocket.REAL ? Math.min(-creditLimit, foundByTransfer) : 0;
    }

    private @Nullable Flaw changeStatus(TransferType kind, String where) {
        status = switch (kind) {
            case FREEZE -> Wallet.Status.FROZEN;
            case UNFREEZE -> Wallet.Status.OPEN;
            case CLOSURE -> Wallet.Status.CLOSED;
            case DEPOSIT,
                    PAYMENT,
                    FEE,
                    WITHDRAWAL,
                    ADJUSTMENT,
                    REVERSAL,
                    HOLD,
                    RELEASE,
                    BET,
                    WIN,
                    ROLLBACK,
                    EXCHANGE,
                    BONUS_AWARD,
                    BONUS_LOCK,
                    BONUS_CLOSE,
                    CREDIT_LIMIT,
                    PURCHASE,
                    REFUND -> status;
        };
        return kind == TransferType.CLOSURE ? closure(where) : null;
    }

    private @Nullable Flaw closure(String where) {
        return balances.values().stream().allMatch(balance -> balance == 0)
                ? null
                : new Flaw(
                        Kind.STATUS_WRONG, where, "The entry closes a wallet that holds " + balances + " minor units.");
    }

    private String missing(Entry entry) {
        return entry.seq() == seq
                ? "There are two entries with the sequence number before."
                : "The entry is missing; the next one there is " + entry.seq() + ".";
    }

    /** Call after the last entry. Null when the wallet says the same as its entries. */
    @Nullable
    Flaw end() {
        if (seq != wallet.seq()) {
            return new Flaw(
                    Kind.ENTRY_MISSING,
                    "wallet " + wallet.id() + " seq " + (seq + 1),
                    "The entry is missing; the wallet counts " + wallet.seq() + ".");
        }
        for (Pocket pocket : Pocket.values()) {
            for (Part part : Part.values()) {
                long stored = wallet.pockets().of(pocket).of(part);
                long booked = balances.getOrDefault(new Balance(pocket, part), 0L);
                if (stored != booked) {
                    return new Flaw(
                            Kind.WALLET_DIFFERS,
                            "wallet " + wallet.id() + " pocket " + pocket + ", " + part,
                            "The wallet says " + stored + " minor units, its entries " + booked + ".");
                }
            }
        }
        if (wallet.creditLimit().minor() != creditLimit) {
            return new Flaw(
                    Kind.WALLET_DIFFERS,
                    "wallet " + wallet.id() + " credit limit",
                    "The wallet says " + wallet.creditLimit().minor() + " minor units, its entries " + creditLimit
                            + ".");
        }
        if (!wallet.lastHash().equals(last)) {
            return new Flaw(
                    Kind.WALLET_DIFFERS, "wallet " + wallet.id(), "The wallet's last hash is not its last entry's.");
        }
        return endStatus();
    }

    /** A closed wallet holds nothing, and the book says how the wallet came to its status. */
    private @Nullable Flaw endStatus() {
        if (wallet.status() != status) {
            return new Flaw(
                    Kind.STATUS_WRONG,
                    "wallet " + wallet.id(),
                    "The wallet says " + wallet.status() + ", and its book says " + status + ".");
        }
        return null;
    }
}
