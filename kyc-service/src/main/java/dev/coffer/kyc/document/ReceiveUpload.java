package dev.coffer.kyc.document;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.document.DocumentLinks.Target;
import dev.coffer.kyc.file.FileRefusal;
import dev.coffer.kyc.file.RefusedFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a document: once for each link, cleaned and sealed as they come. What comes to nothing leaves nothing: the file is noted
 * in {@link Remains} before its first byte is written, and its key is stored with the document only, once all of it is there.
 */
final class ReceiveUpload {

    /** Beyond the time for the bytes, for the last write. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Documents documents;
    private final Remains remains;
    private final SealedFiles files;
    private final DocumentLinks links;
    private final DocumentChanges changes;
    private final Transactions transactions;
    private final Duration limit;
    private final Semaphore free;

    /** @param limit how long the bytes may take to come */
    ReceiveUpload(
            Documents documents,
            Remains remains,
            SealedFiles files,
            DocumentLinks links,
            DocumentChanges changes,
            Transactions transactions,
            Duration limit,
            int atOnce) {
        this.documents = documents;
        this.remains = remains;
        this.files = files;
        this.links = links;
        this.changes = changes;
        this.transactions = transactions;
        this.limit = limit;
        this.free = new Semaphore(atOnce);
    }

    DocumentResult receive(String token, InputStream body) {
        return switch (links.read(token, DocumentLinks.Purpose.UPLOAD)) {
            case DocumentLinks.Reading.Bad(DocumentRefusal code) -> new DocumentResult.Refused(code);
            case DocumentLinks.Reading.Good(Target target) -> receive(target, body);
        };
    }

    private DocumentResult receive(Target target, InputStream body) {
        if (!free.tryAcquire()) {
            return new DocumentResult.Refused(DocumentRefusal.KYC_UPLOADS_BUSY);
        }
        try {
            String fileId = files.newId();
            KycDocument.Awaited begun = begin(target, fileId);
            return begun == null
                    ? new DocumentResult.Refused(DocumentRefusal.KYC_LINK_USED)
                    : receive(begun, fileId, body);
        } finally {
            free.release();
        }
    }

    /** @return null where the link was used before, or the document is gone */
    private KycDocument.@Nullable Awaited begin(Target target, String fileId) {
        return transactions.inTransaction(unit -> {
            KycDocument.Awaited awaited = awaited(unit, target.tenantId(), target.documentId());
            if (awaited == null
                    || awaited.incoming() != null
                    || !awaited.paper().userId().equals(target.userId())) {
                return null;
            }
            KycDocument.Awaited begun = awaited.begin(fileId, changes.now());
            documents.save(unit, begun);
            remains.note(
                    unit, target.tenantId(), fileId, changes.now().plus(limit).plus(GRACE));
            return begun;
        });
    }

    private KycDocument.@Nullable Awaited awaited(UnitOfWork unit, String tenantId, String documentId) {
        return documents.find(unit, tenantId, documentId) instanceof KycDocument.Awaited awaited ? awaited : null;
    }

    private DocumentResult receive(KycDocument.Awaited begun, String fileId, InputStream body) {
        long late = System.nanoTime() + limit.toNanos();
        boolean isKept = false;
        try {
            Content content = files.write(begun.paper(), fileId, body, () -> System.nanoTime() - late > 0);
            DocumentResult result = keep(begun, content);
            isKept = result instanceof DocumentResult.Done;
            return result;
        } catch (RefusedFile refused) {
            return new DocumentResult.Refused(refused.code());
        } catch (IOException gone) {
            // Whoever sends it has gone away; the store tells of its own failures otherwise.
            return new DocumentResult.Refused(FileRefusal.KYC_FILE_TRUNCATED);
        } finally {
            if (!isKept) {
                abandon(begun.paper(), fileId);
            }
        }
    }

    /** Whoever took too long finds the note gone, and has written for nothing. */
    private DocumentResult keep(KycDocument.Awaited begun, Content content) {
        Paper paper = begun.paper();
        return transactions.inTransaction(unit -> {
            KycDocument.Awaited awaited = awaited(unit, paper.tenantId(), paper.id());
            if (awaited == null || !remains.takeBack(unit, paper.tenantId(), content.fileId())) {
                return new DocumentResult.Refused(FileRefusal.KYC_FILE_TOO_SLOW);
            }
            KycDocument.Uploaded uploaded = awaited.receive(content, changes.now());
            documents.save(unit, uploaded);
            return new DocumentResult.Done(uploaded);
        });
    }

    /** Another file needs another link. Where this fails, the sweep finds both. */
    private void abandon(Paper paper, String fileId) {
        boolean isGone = transactions.inTransaction(unit -> {
            KycDocument now = documents.find(unit, paper.tenantId(), paper.id());
            if (now instanceof KycDocument.Uploaded) {
                // Committed after all: only the answer to the commit was lost.
                return false;
            }
            if (now != null) {
                documents.delete(unit, now);
            }
            remains.note(unit, paper.tenantId(), fileId, changes.now());
            return true;
        });
        if (isGone) {
            files.delete(fileId);
        }
    }
}
