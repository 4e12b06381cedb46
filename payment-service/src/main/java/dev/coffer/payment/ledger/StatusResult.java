package dev.coffer.payment.ledger;

/** What became of a {@link StatusCommand}. */
public sealed interface StatusResult {

    /** The wallet is as it was to be, now or since before. */
    record Changed(Wallet wallet) implements StatusResult {}

    /**
     * An expected no; nothing has changed.
     *
     * @param message one sentence for people
     */
    record Refused(LedgerRefusal code, String message) implements StatusResult {}
}
