package dev.coffer.kyc.document;

import dev.coffer.core.errors.RefusalCode;

/** What became of a request about a document. */
sealed interface DocumentResult {

    /** @param document as it stands now */
    record Done(KycDocument document) implements DocumentResult {}

    /** @param document that the link is for */
    record Linked(KycDocument document, DocumentLink link) implements DocumentResult {}

    /** Nothing was changed. */
    record Refused(RefusalCode code) implements DocumentResult {}
}
