package dev.coffer.auth.token;

import dev.coffer.core.errors.RefusalCode;

/** Why the signing key was not rotated. */
public enum SigningKeyRefusal implements RefusalCode {
    NEXT_KEY_TOO_NEW(
            "Not every verifier has the next key yet; try again later, or say that the current one is compromised.");

    private final String meaning;

    SigningKeyRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
