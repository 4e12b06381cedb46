package dev.coffer.payment.hold;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.payment.ledger.Foreseen;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of a request about a hold. */
sealed interface HoldResult {

    /** Done, now or by the same request before. @param hold as it stands now, which may be later than the request's effect */
    record Standing(Hold hold) implements HoldResult {}

    /**
     * What would be done.
     *
     * @param hold as it would stand
     * @param transfer that would be booked; null where one was before, by a request with the same key
     */
    record WouldStand(Hold hold, @Nullable Transfer transfer) implements HoldResult {}

    /** An expected no; nothing has changed. @param message one sentence for the client */
    record Refused(
            RefusalCode code, String message, @Nullable Integer retryAfterSeconds) implements HoldResult {

        Refused(RefusalCode code, String message) {
            this(code, message, null);
        }

        static Refused of(PostResult.Refused refused) {
            return new Refused(refused.code(), refused.message(), refused.retryAfterSeconds());
        }
    }

    /** @param standing looks for the hold of a transfer that was booked before */
    static HoldResult of(Foreseen foreseen, Function<Transfer, Hold> standing) {
        Hold hold = foreseen.hold();
        return switch (foreseen.result()) {
            case PostResult.Posted(Transfer transfer) ->
                hold == null ? new WouldStand(standing.apply(transfer), null) : new WouldStand(hold, transfer);
            case PostResult.Refused refused -> Refused.of(refused);
        };
    }
}
