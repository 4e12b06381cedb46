package dev.coffer.payment.ledger;

import org.jspecify.annotations.Nullable;

/** What became of a {@link Post}. Once given, it is durable: a repeat of the request gets an equal one. */
public sealed interface PostResult {

    /** The money has moved. */
    record Posted(Transfer transfer) implements PostResult {}

    /**
     * An expected no; nothing has moved.
     *
     * @param message one sentence for the client
     * @param retryAfterSeconds when another request, with a key of its own, may have better luck; null when time changes nothing
     */
    record Refused(
            LedgerRefusal code, String message, @Nullable Integer retryAfterSeconds) implements PostResult {

        /** A no that time does not change. */
        public Refused(LedgerRefusal code, String message) {
            this(code, message, null);
        }
    }
}
