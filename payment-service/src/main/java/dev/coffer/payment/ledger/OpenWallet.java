package dev.coffer.payment.ledger;

import dev.coffer.core.money.Currency;

/**
 * Opens a wallet, or finds the one that is there: an owner has one wallet per currency and category, so a repeat, also a
 * concurrent one, answers the same wallet. A wallet that was closed is answered as closed: nothing opens it again.
 *
 * @param category 1 to {@value Wallet#MAX_CATEGORY} characters
 */
public record OpenWallet(String tenantId, WalletOwner owner, Currency currency, String category) implements Command {

    public OpenWallet {
        if (category.isEmpty() || category.length() > Wallet.MAX_CATEGORY) {
            throw new IllegalArgumentException(
                    "A wallet's category has 1 to " + Wallet.MAX_CATEGORY + " characters, not " + category.length());
        }
    }

    /** The user's everyday wallet in this currency. */
    public static OpenWallet main(String tenantId, String userId, Currency currency) {
        return new OpenWallet(tenantId, new WalletOwner.User(userId), currency, Wallet.MAIN);
    }

    static OpenWallet house(String tenantId, HouseAccount account, Currency currency) {
        return new OpenWallet(tenantId, new WalletOwner.House(account), currency, Wallet.MAIN);
    }
}
