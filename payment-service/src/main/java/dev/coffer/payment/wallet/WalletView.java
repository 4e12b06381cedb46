package dev.coffer.payment.wallet;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.permission.Owned;
import dev.coffer.payment.ledger.Pockets;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code Wallet}; whoever makes one has seen to it that the caller may read it. */
@GraphQlName("Wallet")
public record WalletView(Wallet wallet) implements Owned {

    /** The GraphQL type {@code Balance}. */
    public record BalanceView(MoneyView available, MoneyView held) {
        static BalanceView of(Pockets.Balance balance, Currency currency) {
            return new BalanceView(
                    MoneyView.of(new Money(balance.available(), currency)),
                    MoneyView.of(new Money(balance.held(), currency)));
        }
    }

    /** The GraphQL type {@code Pockets}. */
    public record PocketsView(BalanceView real, BalanceView bonus, BalanceView locked) {

        /** @param currency of the wallet that held them */
        public static PocketsView of(Pockets pockets, Currency currency) {
            return new PocketsView(
                    BalanceView.of(pockets.real(), currency),
                    BalanceView.of(pockets.bonus(), currency),
                    BalanceView.of(pockets.locked(), currency));
        }
    }

    /** For permissions: the user, or the house account's key, which no user has as an id. */
    static String ownerId(Wallet wallet) {
        return wallet.owner() instanceof WalletOwner.User user
                ? user.userId()
                : wallet.owner().key();
    }

    @Override
    public String ownerId() {
        return ownerId(wallet);
    }

    public String id() {
        return wallet.id();
    }

    /** Null for an account of the house. */
    public @Nullable UserView owner() {
        return wallet.owner() instanceof WalletOwner.User user ? new UserView(user.userId()) : null;
    }

    public String currency() {
        return wallet.currency().code();
    }

    public String category() {
        return wallet.category();
    }

    public Wallet.Status status() {
        return wallet.status();
    }

    public BalanceView balance() {
        return BalanceView.of(wallet.pockets().real(), wallet.currency());
    }

    public MoneyView creditLimit() {
        return MoneyView.of(wallet.creditLimit());
    }

    public MoneyView spendable() {
        return MoneyView.of(wallet.spendable());
    }

    public PocketsView pockets() {
        return PocketsView.of(wallet.pockets(), wallet.currency());
    }

    public Instant openedAt() {
        return wallet.openedAt();
    }
}
