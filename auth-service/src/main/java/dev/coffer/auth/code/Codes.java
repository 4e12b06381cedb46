package dev.coffer.auth.code;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The codes that are not used yet. */
interface Codes {

    /** Keeps a new code in place of all earlier ones of its purpose and subject: they are gone. */
    void replace(UnitOfWork unit, StoredCode code);

    /**
     * Likewise, but the earlier ones become codes for nobody: whoever asked for one before cannot tell by it that two contacts
     * belong to one account.
     *
     * @param hashOfNone a hash that no code has
     */
    void replaceUnseen(UnitOfWork unit, StoredCode code, byte[] hashOfNone);

    /**
     * Counts a try for good, whatever becomes of it.
     *
     * @return the code with the tries left after this one; null when there is none to try: unknown, expired, tried too often
     */
    @Nullable
    StoredCode countTry(String tenantId, String id, CodePurpose purpose, Instant now);

    /** Removes the code; of several at once, one hears true. */
    boolean use(UnitOfWork unit, String tenantId, String id);
}
