package dev.coffer.payment.exchange;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.payment.ledger.Transfer;

/** What became of an exchange. */
sealed interface ExchangeResult {

    /** The money has moved, now or by the same request before. */
    record Exchanged(Transfer transfer, Quote quote) implements ExchangeResult {}

    /** An expected no; nothing has moved. @param message one sentence for the client */
    record Refused(RefusalCode code, String message) implements ExchangeResult {

        static Refused of(RefusalCode code) {
            return new Refused(code, code.meaning());
        }
    }
}
