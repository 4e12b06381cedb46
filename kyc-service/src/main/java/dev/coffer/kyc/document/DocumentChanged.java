package dev.coffer.kyc.document;

import org.jspecify.annotations.Nullable;

/**
 * Event {@code kyc.document.changed}, keyed by user: one of their documents stands otherwise than before.
 *
 * @param reason why it was rejected, as the user is shown; null otherwise
 */
record DocumentChanged(
        String userId,
        String documentId,
        DocumentType type,
        DocumentState state,
        @Nullable String reason) {

    static final String TYPE = "kyc.document.changed";

    static DocumentChanged of(KycDocument document) {
        Paper paper = document.paper();
        return new DocumentChanged(
                paper.userId(),
                paper.id(),
                paper.type(),
                document.state(),
                document instanceof KycDocument.Rejected rejected ? rejected.reason() : null);
    }
}
