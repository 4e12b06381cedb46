package dev.coffer.payment.ledger;

/** How a command names a wallet. */
public sealed interface WalletRef {

    /** A wallet of the command's tenant, by id. */
    record ById(String walletId) implements WalletRef {}

    /** The tenant's house account in the currency of the leg; opened when it is not there yet. */
    record OfHouse(HouseAccount account) implements WalletRef {}

    static WalletRef id(String walletId) {
        return new ById(walletId);
    }

    static WalletRef house(HouseAccount account) {
        return new OfHouse(account);
    }
}
