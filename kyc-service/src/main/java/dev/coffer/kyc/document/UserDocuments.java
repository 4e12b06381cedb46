package dev.coffer.kyc.document;

import dev.coffer.core.store.UnitOfWork;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Users' documents as the checks see them, and what comes of a check. */
public final class UserDocuments {

    private final Documents documents;
    private final DocumentChanges changes;
    private final SealedFiles files;

    UserDocuments(Documents documents, DocumentChanges changes, SealedFiles files) {
        this.documents = documents;
        this.changes = changes;
        this.files = files;
    }

    /** Newest first. */
    public List<KycDocument> of(UnitOfWork unit, String tenantId, String userId) {
        return documents.ofUser(unit, tenantId, userId);
    }

    /** Those of them that are there still, in the order of the ids. */
    public List<KycDocument> of(String tenantId, String userId, List<String> documentIds) {
        List<KycDocument> found = new ArrayList<>();
        for (String id : documentIds) {
            KycDocument document = documents.find(tenantId, id);
            if (document != null
                    && document.file() != null
                    && document.paper().userId().equals(userId)) {
                found.add(document);
            }
        }
        return found;
    }

    /** The bytes; to be closed. @param document whose file is there */
    public InputStream open(KycDocument document) {
        return files.read(document.paper(), Objects.requireNonNull(document.file(), "file"));
    }

    /** Those that wait for it count from now on. */
    public void verify(UnitOfWork unit, String tenantId, List<String> documentIds) {
        for (String id : documentIds) {
            if (documents.find(unit, tenantId, id) instanceof KycDocument.Processing processing) {
                changes.save(processing.verify(changes.now()), unit);
            }
        }
    }

    /** Those that wait for it do not count. @param reason which the user is shown */
    public void reject(UnitOfWork unit, String tenantId, List<String> documentIds, String reason) {
        for (String id : documentIds) {
            if (documents.find(unit, tenantId, id) instanceof KycDocument.Processing processing) {
                changes.save(processing.reject(reason, changes.now()), unit);
            }
        }
    }
}
