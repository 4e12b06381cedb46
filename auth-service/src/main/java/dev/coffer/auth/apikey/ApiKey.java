package dev.coffer.auth.apikey;

import dev.coffer.core.permission.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that was given out, without the key itself.
 *
 * @param id also the claim {@code sid} of the access tokens that are given out for it
 * @param userId whose it is
 * @param prefix by which it is found; its holder sees it as well
 * @param digest of the whole key
 * @param name unique among the keys of its owner that are not revoked
 * @param scopes what it is limited to, in the shortest form of each
 * @param createdBy who made it
 * @param expiresAt null for never
 * @param lastUsedAt when an access token was last given out for it, null where none was
 */
record ApiKey(
        String id,
        String tenantId,
        String userId,
        String prefix,
        String digest,
        String name,
        List<Scope> scopes,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    ApiKey {
        scopes = List.copyOf(scopes);
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("Key " + id + " has no scope and is good for nothing");
        }
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "ApiKey[id=" + id + ", tenantId=" + tenantId + ", userId=" + userId + ", prefix=" + prefix + "]";
    }
}
