package dev.coffer.payment.ledger;

/** What became of a {@link CloseWallet}. */
public sealed interface CloseResult {

    /** The wallet is closed, now or since before, and stays so. */
    record Closed(Wallet wallet) implements CloseResult {}

    /**
     * An expected no; nothing has changed.
     *
     * @param message one sentence for people
     */
    record Refused(LedgerRefusal code, String message) implements CloseResult {}
}
