package dev.coffer.auth.passkey;

import java.time.Instant;

/**
 * What a client hands to its authenticator: the GraphQL type {@code PasskeyRequest}.
 *
 * @param options as JSON, by WebAuthn Level 3
 */
record PasskeyRequest(String options, Instant expiresAt) {}
