package dev.coffer.payment.ledger;

/** What became of a {@link Post}. Once given, it is durable: a repeat of the request gets an equal one. */
public sealed interface PostResult {

    /** The money has moved. */
    record Posted(Transfer transfer) implements PostResult {}

    /**
     * An expected no; nothing has moved.
     *
     * @param message one sentence for the client
     */
    record Refused(LedgerRefusal code, String message) implements PostResult {}
}
