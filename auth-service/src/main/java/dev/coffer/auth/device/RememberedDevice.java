package dev.coffer.auth.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device on which a user need not take the second step: the GraphQL type {@code RememberedDevice}.
 *
 * @param digest of the token that the device holds, in hexadecimal digits
 * @param password fingerprint of the password that was signed in with; with another one the device counts for nothing
 * @param lastUsedAt when it last stood for the second step; null when it never did
 */
record RememberedDevice(
        String id,
        String tenantId,
        String userId,
        String digest,
        String password,
        Instant rememberedAt,
        @Nullable Instant lastUsedAt,
        Instant expiresAt) {

    boolean countsFor(String passwordNow, Instant now) {
        return password.equals(passwordNow) && now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "RememberedDevice[id=" + id + ", userId=" + userId + "]";
    }
}
