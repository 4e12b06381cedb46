package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The decision of one {@link SetCreditLimit}. Every later payment may rest on the limit, so it changes together with an entry, here
 * of nothing: whoever remembers the wallet with another limit collides with it in the store.
 */
final class CreditChange {

    private CreditChange() {}

    static Decision decide(LedgerState state, SetCreditLimit command, Instant now, Ids ids) {
        Wallet wallet = state.wallet(command.walletId());
        if (wallet == null || !wallet.tenantId().equals(command.tenantId())) {
            return StatusChange.noWallet(command.walletId());
        }
        Decision.Refusal refusal = check(wallet, command);
        if (refusal != null) {
            return refusal;
        }
        Instant at = wallet.changedAt().isAfter(now) ? wallet.changedAt() : now;
        Entry entry = Entry.ofCreditLimit(wallet, ids.next(), command.limit(), at);
        return Memorandum.book(
                wallet.after(entry),
                entry,
                command.limit(),
                command.idempotency(),
                command.reason(),
                command.metadata());
    }

    /** A frozen wallet's limit can be lowered, or raised for the time when it is open again: nothing moves. */
    private static Decision.@Nullable Refusal check(Wallet wallet, SetCreditLimit command) {
        if (wallet.owner() instanceof WalletOwner.House) {
            return new Decision.Refusal(
                    LedgerRefusal.HOUSE_ACCOUNT_STAYS, "Wallet " + wallet.id() + " is a house account.");
        }
        if (wallet.status() == Wallet.Status.CLOSED) {
            return new Decision.Refusal(LedgerRefusal.WALLET_CLOSED, "Wallet " + wallet.id() + " is closed.");
        }
        if (!wallet.currency().equals(command.limit().currency())) {
            return new Decision.Refusal(
                    LedgerRefusal.CURRENCY_MISMATCH,
                    "Wallet " + wallet.id() + " is in " + wallet.currency() + ", not in "
                            + command.limit().currency() + ".");
        }
        return null;
    }
}
