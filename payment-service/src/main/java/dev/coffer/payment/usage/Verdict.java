package dev.coffer.payment.usage;

import org.jspecify.annotations.Nullable;

/** What {@link CountUsage} says of something that counts. */
public sealed interface Verdict {

    /** It fits. @param usage as it is once it is done @param tally what is counted; null for nothing */
    record Fits(Usage usage, @Nullable Tally tally) implements Verdict {}

    /** An expected no. @param message one sentence for the user @param retryAfterSeconds null when time changes nothing */
    record Refused(Reason reason, String message, @Nullable Integer retryAfterSeconds) implements Verdict {}

    /** Why it is refused. */
    enum Reason {
        /** The user has excluded themselves. */
        EXCLUDED,
        /** A limit would be exceeded. */
        EXCEEDED,
        /** Nobody has said what its currency is worth in the limit currency. */
        NO_RATE
    }
}
