package dev.coffer.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A password as it is stored: Argon2 in its usual encoded form, which carries its own parameters and salt.
 *
 * @param encoded such as {@code $argon2id$v=19$m=19456,t=2,p=1$...}
 */
public record PasswordHash(String encoded) {

    public PasswordHash {
        if (!encoded.startsWith("$argon2")) {
            throw new IllegalArgumentException("A stored password is not in Argon2's encoded form");
        }
    }

    /** Tells this stored password from every other one, the same password set again included: each has a salt of its own. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[***]";
    }
}
