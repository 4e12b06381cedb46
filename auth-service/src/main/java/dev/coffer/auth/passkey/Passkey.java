package dev.coffer.auth.passkey;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A credential that its user's authenticator holds the private key of: the GraphQL type {@code Passkey}.
 *
 * @param credentialId the authenticator's name for it, unlike any other's
 * @param credential the public key with its algorithm, as WebAuthn writes attested credential data
 * @param handle what the authenticator knows the user by, see {@link UserHandles}
 * @param name the user's own, 1 to {@value #MAX_NAME} characters
 * @param counter of the last proof; 0 for authenticators that do not count
 * @param isBackupEligible whether the authenticator may copy it to the user's other devices; never changes
 * @param isBackedUp whether it has done so
 * @param transports how the authenticator is reached, as the browser says
 * @param lastUsedAt null when it was only registered so far
 */
record Passkey(
        String id,
        String tenantId,
        String userId,
        byte[] credentialId,
        byte[] credential,
        byte[] handle,
        String name,
        long counter,
        boolean isBackupEligible,
        boolean isBackedUp,
        Set<String> transports,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    static final int MAX_NAME = 60;

    /** More than one person has. */
    static final int MOST = 20;

    Passkey {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("A passkey's name has 1 to " + MAX_NAME + " characters");
        }
        transports = Set.copyOf(transports);
    }

    @Override
    public String toString() {
        return "Passkey[id=" + id + ", userId=" + userId + "]";
    }
}
