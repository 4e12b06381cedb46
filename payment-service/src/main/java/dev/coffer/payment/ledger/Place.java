package dev.coffer.payment.ledger;

/** Where money lies: a part of a pocket of a wallet. A leg moves money from one place to another, perhaps of the same wallet. */
public record Place(WalletRef wallet, Pocket pocket, Part part) {

    /** What can be used now in {@code pocket}. */
    public static Place available(WalletRef wallet, Pocket pocket) {
        return new Place(wallet, pocket, Part.AVAILABLE);
    }

    /** What is set aside in {@code pocket}. */
    static Place held(WalletRef wallet, Pocket pocket) {
        return new Place(wallet, pocket, Part.HELD);
    }
}
