package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;

/** What became of a {@link UsageCommand}. */
public sealed interface UsageResult {

    /** It is as it was to be, now or since before. */
    record Changed(Usage usage) implements UsageResult {}

    /** An expected no; nothing has changed. @param message one sentence for people */
    record Refused(LedgerRefusal code, String message) implements UsageResult {}
}
