package dev.coffer.kyc.document;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;

/**
 * Deletes the documents of whoever has closed their account, or whose registration is undone. With the documents go the keys of their
 * files, so that nobody reads these from that moment on; the bytes follow by the next sweep.
 */
final class ForgetDocuments {

    private final Documents documents;
    private final Remains remains;
    private final ClosedAccounts closed;

    ForgetDocuments(Documents documents, Remains remains, ClosedAccounts closed) {
        this.documents = documents;
        this.remains = remains;
        this.closed = closed;
    }

    /** What this service reads of {@code user.closed}. */
    record UserClosed(String userId) {}

    /** What this service reads of {@code registration.undone}. */
    record RegistrationUndone(String userId) {}

    Consumer consumer() {
        return Consumer.named("kyc-documents")
                .from("auth")
                .on(
                        "user.closed",
                        UserClosed.class,
                        (event, unit) -> forget(event, event.data().userId(), unit))
                .on(
                        "registration.undone",
                        RegistrationUndone.class,
                        (event, unit) -> forget(event, event.data().userId(), unit));
    }

    private void forget(Received<?> event, String userId, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        Instant at = event.envelope().timestamp();
        closed.close(unit, tenantId, userId, at);
        for (KycDocument document : documents.ofUser(unit, tenantId, userId)) {
            documents.delete(unit, document);
            noteFile(unit, document, at);
        }
    }

    /** A file that still comes in is noted already, and finds its document gone. */
    private void noteFile(UnitOfWork unit, KycDocument document, Instant at) {
        Content content = document.file();
        if (content != null) {
            remains.note(unit, document.paper().tenantId(), content.fileId(), at);
        }
    }
}
