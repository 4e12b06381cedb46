package dev.coffer.auth.user;

import java.time.Instant;

/**
 * A registration that waits for its code.
 *
 * @param id what the code counts for
 * @param sentTo where the code was sent, masked
 */
public record PendingConfirmation(String id, String sentTo, Instant expiresAt) {}
