package dev.coffer.auth.passkey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The challenges of all tenants, those included that are over and were not removed yet. */
interface PasskeyChallenges {

    void insert(PasskeyChallenge challenge);

    /**
     * Takes a challenge, once and for ever, whatever the answer to it is worth.
     *
     * @param challenge as the authenticator says that it was
     * @param userId whose it must be; null for {@link Purpose#LOGIN}
     * @return null where there is none of that tenant, purpose and user which is in force and was not taken
     */
    @Nullable
    PasskeyChallenge take(String tenantId, byte[] challenge, Purpose purpose, @Nullable String userId, Instant now);
}
