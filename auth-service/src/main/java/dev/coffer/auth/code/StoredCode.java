package dev.coffer.auth.code;

import dev.coffer.core.seal.SealedSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code as it is kept: neither the code nor the contact can be read from it.
 *
 * @param subject whose earlier codes of the purpose this one replaces: the user's id, or what stands for a contact that nobody has
 * @param userId null for a code that was made for nobody, so that it looks as if there were an account
 * @param hash keyed, over tenant, id and code
 * @param to the contact, sealed
 * @param sentTo the contact, masked
 */
@SuppressWarnings("ArrayRecordComponent") // carried to and from the store, compared in constant time only
record StoredCode(
        String id,
        String tenantId,
        CodePurpose purpose,
        String subject,
        @Nullable String userId,
        byte[] hash,
        SealedSecret to,
        String sentTo,
        int triesLeft,
        Instant createdAt,
        Instant expiresAt) {

    @Override
    public String toString() {
        return "StoredCode[" + id + ", " + purpose + "]";
    }
}
