package dev.coffer.kyc.document;

import dev.coffer.core.identity.Caller;
import dev.coffer.kyc.profile.NoteDecisions;
import org.jspecify.annotations.Nullable;

/** Says by a reviewer's word whether a document counts. Nobody decides on their own. */
final class DecideDocument {

    private final DocumentChanges changes;
    private final NoteDecisions decisions;

    DecideDocument(DocumentChanges changes, NoteDecisions decisions) {
        this.changes = changes;
        this.decisions = decisions;
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
            KycDocument decided =
                    reason == null ? processing.verify(changes.now()) : processing.reject(reason, changes.now());
            decisions.onDocument(unit, reviewer.tenantId(), userId, reviewer.userId(), note(decided, reason));
            return changes.save(decided, unit);
        });
    }

    private static String note(KycDocument decided, @Nullable String reason) {
        String what = decided.paper().type() + " " + decided.paper().id() + ": " + decided.state();
        return reason == null ? what : what + ", " + reason;
    }
}
