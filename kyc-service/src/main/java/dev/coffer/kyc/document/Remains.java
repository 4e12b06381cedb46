package dev.coffer.kyc.document;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/**
 * Files that no document has: noted before their first byte is written, so that none is ever left behind. Whoever writes a file takes its
 * note back in the transaction that gives it to its document, and has lost it where the note is gone or its time is over.
 */
interface Remains {

    /** A file without a document. */
    record Remnant(String tenantId, String fileId) {}

    /** @param dueAt from when on its bytes may be deleted; the earlier one where it is noted already */
    void note(UnitOfWork unit, String tenantId, String fileId, Instant dueAt);

    /** @return whether the file was noted still, and nobody deletes its bytes */
    boolean takeBack(UnitOfWork unit, String tenantId, String fileId);

    /** Those whose bytes may be deleted, of all tenants; from here on {@link #takeBack} does not find them. */
    List<Remnant> due(Instant now, int limit);

    /**
     * Its bytes are deleted. The note stays for another while: a writer that was held up for longer than its time may
     * write still, and what it writes then is deleted too.
     */
    void swept(Remnant remnant, Instant again);
}
