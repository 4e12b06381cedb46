package dev.coffer.auth.passkey;

import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The passkeys of all tenants' users. */
interface Passkeys {

    /** Somebody has registered that credential already. */
    final class CredentialKnown extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CredentialKnown(Throwable cause) {
            super("The credential is registered already", cause);
        }
    }

    /** The user's, in the order in which they were registered. */
    List<Passkey> of(String tenantId, String userId);

    @Nullable
    Passkey find(String tenantId, byte[] credentialId);

    /** @throws CredentialKnown when anybody of the tenant has it */
    void insert(UnitOfWork unit, Passkey passkey);

    /**
     * Takes a proof.
     *
     * @param passkey as it was when the proof was looked at
     * @return false when it is gone, or another proof was taken meanwhile
     */
    boolean use(UnitOfWork unit, Passkey passkey, long counter, boolean isBackedUp, Instant now);

    /** Null where the user has no such passkey. */
    @Nullable
    Passkey rename(UnitOfWork unit, User user, String id, String name);

    /** Null where the user has no such passkey. */
    @Nullable
    Passkey delete(UnitOfWork unit, User user, String id);

    void deleteAll(UnitOfWork unit, User user);
}
