package dev.coffer.payment.transfer;

import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;

/** What became of a correction that staff asked for. */
sealed interface CorrectionResult {

    /** The money has moved, now or by the same request before. */
    record Booked(Transfer transfer) implements CorrectionResult {}

    /** The ledger's no. @param message one sentence for the client */
    record Refused(LedgerRefusal code, String message) implements CorrectionResult {}

    /** Whoever asked would correct what is their own. */
    record NotByOwner() implements CorrectionResult {}

    static CorrectionResult of(PostResult result) {
        return switch (result) {
            case PostResult.Posted(Transfer transfer) -> new Booked(transfer);
            case PostResult.Refused refused -> new Refused(refused.code(), refused.message());
        };
    }
}
