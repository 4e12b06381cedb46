package dev.coffer.payment.ledger;

import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks one wallet's entries from the first to the last. Pure. */
final class ChainCheck {

    private final Wallet wallet;
    private final Map<Pocket, Long> balances = new EnumMap<>(Pocket.class);
    private Hash last;
    private long seq;
    private boolean isClosed;

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
        if (isClosed) {
            return new Flaw(Kind.CLOSURE_WRONG, where, "The entry comes after the one that closed the wallet.");
        }
        if (!entry.amount().currency().equals(wallet.currency())) {
            return new Flaw(
                    Kind.ENTRY_NOT_OF_WALLET,
                    where,
                    "The entry is in " + entry.amount().currency() + ", the wallet in " + wallet.currency() + ".");
        }
        long expected =
                balances.getOrDefault(entry.pocket(), 0L) + entry.amount().minor();
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
        balances.put(entry.pocket(), expected);
        last = entry.hash();
        seq = entry.seq();
        return entry.kind() == TransferType.CLOSURE ? closure(where) : null;
    }

    private @Nullable Flaw closure(String where) {
        isClosed = true;
        return balances.values().stream().allMatch(balance -> balance == 0)
                ? null
                : new Flaw(
                        Kind.CLOSURE_WRONG,
                        where,
                        "The entry closes a wallet that holds " + balances + " minor units.");
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
            Pockets.Balance stored = wallet.pockets().of(pocket);
            if (stored.available() + stored.held() != balances.getOrDefault(pocket, 0L)) {
                return new Flaw(
                        Kind.WALLET_DIFFERS,
                        "wallet " + wallet.id() + " pocket " + pocket,
                        "The wallet says " + (stored.available() + stored.held()) + " minor units, its entries "
                                + balances.getOrDefault(pocket, 0L) + ".");
            }
        }
        if (!wallet.lastHash().equals(last)) {
            return new Flaw(
                    Kind.WALLET_DIFFERS, "wallet " + wallet.id(), "The wallet's last hash is not its last entry's.");
        }
        return status();
    }

    /** A closed wallet holds nothing, and its book says when it was closed. */
    private @Nullable Flaw status() {
        boolean saysClosed = wallet.status() == Wallet.Status.CLOSED;
        if (saysClosed == isClosed && (!isClosed || wallet.pockets().isEmpty())) {
            return null;
        }
        String what = saysClosed && isClosed
                ? "The wallet is closed, and something is set aside in it."
                : "The wallet says " + wallet.status() + ", and its book "
                        + (isClosed ? "ends with a closure." : "has no closure.");
        return new Flaw(Kind.CLOSURE_WRONG, "wallet " + wallet.id(), what);
    }
}
