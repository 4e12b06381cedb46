package dev.coffer.kyc.document;

import dev.coffer.core.identity.Caller;

/** Says that a document is meant as it came. To say it again changes nothing. */
final class ConfirmDocument {

    private final DocumentChanges changes;

    ConfirmDocument(DocumentChanges changes) {
        this.changes = changes;
    }

    DocumentResult confirm(Caller caller, String documentId) {
        return changes.of(caller.tenantId(), caller.userId(), documentId, (document, unit) -> switch (document) {
            case KycDocument.Awaited awaited -> new DocumentResult.Refused(DocumentRefusal.KYC_DOCUMENT_NOT_UPLOADED);
            case KycDocument.Uploaded uploaded -> changes.save(uploaded.confirm(changes.now()), unit);
            case KycDocument.Processing processing -> new DocumentResult.Done(processing);
            case KycDocument.Verified verified -> new DocumentResult.Done(verified);
            case KycDocument.Rejected rejected -> new DocumentResult.Done(rejected);
            case KycDocument.Expired expired -> new DocumentResult.Done(expired);
        });
    }
}
