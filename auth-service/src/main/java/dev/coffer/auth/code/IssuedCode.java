package dev.coffer.auth.code;

import java.time.Instant;

/**
 * A code that was made, without the code.
 *
 * @param id what the code is checked under
 * @param sentTo masked: "a***@e***.com", "+49 *** 78"
 */
public record IssuedCode(String id, String sentTo, Instant expiresAt) {}
