package dev.coffer.payment.ledger;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.time.Instant;

/**
 * Somebody's money in one currency. The truth about a balance: the wallet and the entries that led to it are always written
 * in the same transaction. Whatever decisions rest on, such as the status, changes together with an entry too: that is how
 * a writer that remembers the wallet as it was learns of it (docs/adr/0030).
 *
 * @param id UUIDv7 as text
 * @param category what the owner keeps it for; {@value #MAIN} unless said otherwise
 * @param allowNegative whether pockets may go below zero: declared house accounts
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
