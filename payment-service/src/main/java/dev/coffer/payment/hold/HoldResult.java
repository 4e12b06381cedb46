package dev.coffer.payment.hold;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.payment.ledger.Hold;
import org.jspecify.annotations.Nullable;

/** What became of a request about a hold. */
sealed interface HoldResult {

    /** Done, now or by the same request before. @param hold as it stands now, which may be later than the request's effect */
    record Standing(Hold hold) implements HoldResult {}

    /** An expected no; nothing has changed. @param message one sentence for the client */
    record Refused(
            RefusalCode code, String message, @Nullable Integer retryAfterSeconds) implements HoldResult {

        Refused(RefusalCode code, String message) {
            this(code, message, null);
        }
    }
}
