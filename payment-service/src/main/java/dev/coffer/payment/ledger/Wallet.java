package dev.coffer.payment.ledger;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's money in one currency. The truth about a balance: the wallet and the entries that led to it are always written
 * in the same transaction. Whatever decisions rest on, such as the status, changes together with an entry too: that is how
 * a writer that remembers the wallet as it was learns of it (docs/adr/0030).
 *
 * @param id UUIDv7 as text
 * @param category what the owner keeps it for; {@value #MAIN} unless said otherwise
 * @param allowNegative whether pockets may go below zero without a bound: declared house accounts
 * @param credit how far what is available in {@link Pocket#REAL} may be taken below zero, in minor units, zero or more; null
 *     where nobody has ever said, which is zero and costs nothing to keep
 * @param version counts the bookings that touched this wallet, without gaps: the order of its events
 * @param seq the sequence number of the wallet's last entry, 0 when it has none
 * @param lastHash hash of the last entry, or the wallet's seed when it has none
 * @param changedAt time of the last entry; entries never go back in time
 */
public record Wallet(
        String id,
        String tenantId,
        WalletOwner owner,
        Currency currency,
        String category,
        Status status,
        boolean allowNegative,
        Pockets pockets,
        @Nullable Long credit,
        long version,
        long seq,
        Hash lastHash,
        Instant openedAt,
        Instant changedAt) {

    /** The category of a user's everyday wallet and of all house accounts. */
    public static final String MAIN = "main";

    static final int MAX_CATEGORY = 32;

    /** What may happen to a wallet. */
    public enum Status {
        OPEN,
        /** Nothing goes in or out until it is opened again. */
        FROZEN,
        /** For ever; only empty wallets are closed. */
        CLOSED
    }

    public Wallet {
        if (version < 0 || seq < 0) {
            throw new IllegalArgumentException("Wallet " + id + " cannot be at version " + version + ", seq " + seq);
        }
        if (credit != null && credit < 0) {
            throw new IllegalArgumentException("Wallet " + id + " cannot have a credit of " + credit);
        }
    }

    static Wallet open(String id, OpenWallet command, Instant at) {
        Hash seed = new Digest()
                .add("coffer.wallet.1")
                .add(id)
                .add(command.tenantId())
                .add(command.currency().code())
                .hash();
        return new Wallet(
                id,
                command.tenantId(),
                command.owner(),
                command.currency(),
                command.category(),
                Status.OPEN,
                command.owner().mayGoNegative(),
                Pockets.EMPTY,
                null,
                0,
                0,
                seed,
                at,
                at);
    }

    /** What can be used now from {@code pocket}. */
    public Money available(Pocket pocket) {
        return new Money(pockets.of(pocket).available(), currency);
    }

    /** What is set aside in {@code pocket}. */
    public Money held(Pocket pocket) {
        return new Money(pockets.of(pocket).held(), currency);
    }

    /** How far what is available may be taken below zero; zero for most wallets, and for the house, which needs none. */
    public Money creditLimit() {
        return new Money(creditOf(Pocket.REAL), currency);
    }

    /** What can be paid with now, credit included; nothing where a limit that was lowered is overdrawn. */
    public Money spendable() {
        return new Money(Math.max(0, spendable(Pocket.REAL)), currency);
    }

    /** What of {@code pocket} can be used now, and what can be borrowed beside it; at most what a number can say. */
    long spendable(Pocket pocket) {
        long available = pockets.of(pocket).available();
        long borrowable = creditOf(pocket);
        return available > Long.MAX_VALUE - borrowable ? Long.MAX_VALUE : available + borrowable;
    }

    /** Nobody borrows bonus money, nor what is locked. */
    private long creditOf(Pocket pocket) {
        return credit == null || pocket != Pocket.REAL ? 0 : credit;
    }

    /** This wallet after {@code entry}, which must be its next. */
    Wallet after(Entry entry) {
        return new Wallet(
                id,
                tenantId,
                owner,
                currency,
                category,
                status,
                allowNegative,
                pockets.with(entry.pocket(), entry.part(), entry.balanceAfter().minor()),
                entry.creditLimit() == null
                        ? credit
                        : Long.valueOf(entry.creditLimit().minor()),
                version,
                entry.seq(),
                entry.hash(),
                openedAt,
                entry.at());
    }

    /** Only together with an entry; see {@link StatusChange}. */
    Wallet withStatus(Status changed) {
        return new Wallet(
                id,
                tenantId,
                owner,
                currency,
                category,
                changed,
                allowNegative,
                pockets,
                credit,
                version,
                seq,
                lastHash,
                openedAt,
                changedAt);
    }

    Wallet withVersion(long next) {
        return new Wallet(
                id,
                tenantId,
                owner,
                currency,
                category,
                status,
                allowNegative,
                pockets,
                credit,
                next,
                seq,
                lastHash,
                openedAt,
                changedAt);
    }

    /** The hash with which this wallet's chain begins. */
    Hash seed() {
        return open(id, identity(), openedAt).lastHash;
    }

    /** The command that opens this wallet, or finds it. */
    OpenWallet identity() {
        return new OpenWallet(tenantId, owner, currency, category);
    }
}
