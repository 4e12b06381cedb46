package dev.coffer.auth.password;

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

    @Override
    public String toString() {
        return "PasswordHash[***]";
    }
}
