package dev.coffer.kyc.document;

import dev.coffer.core.identity.Caller;
import org.jspecify.annotations.Nullable;

/** Says by a reviewer's word whether a document counts. Nobody decides on their own. */
final class DecideDocument {

    private final DocumentChanges changes;

    DecideDocument(DocumentChanges changes) {
        this.changes = changes;
    }

    /** @param reason why it does not count, which the user is shown; null where it does */
    DocumentResult decide(Caller reviewer, String userId, String documentId, @Nullable String reason) {
        if (reviewer.userId().equals(userId)) {
            return new DocumentResult.Refused(DocumentRefusal.KYC_DOCUMENT_OWN);
        }
        return changes.of(reviewer.tenantId(), userId, documentId, (document, unit) -> {
            if (!(document instanceof KycDocument.Processing processing)) {
                return new DocumentResult.Refused(DocumentRefusal.KYC_DOCUMENT_NOT_WAITING);
            }
            return changes.save(
                    reason == null ? processing.verify(changes.now()) : processing.reject(reason, changes.now()), unit);
        });
    }
}
