package dev.coffer.auth.code;

import java.time.Instant;

/**
 * A code that still counts, as its user may see it.
 *
 * @param sentTo masked
 */
public record PendingCode(String id, CodePurpose purpose, String sentTo, Instant createdAt, Instant expiresAt) {}
