package dev.coffer.auth.passkey;

import dev.coffer.core.errors.RefusalCode;

/** Why a passkey is not taken. */
enum PasskeyRefusal implements RefusalCode {
    PASSKEY_REQUEST_EXPIRED(
            "The authenticator's answer is to no request that waits for one: it was answered before, is older than five minutes, or"
                    + " was made for something or somebody else. Begin again."),
    PASSKEY_NOT_ACCEPTED(
            "The authenticator's answer is not accepted: the passkey is not known here, or the answer is for another site,"
                    + " without verification of the user, or does not fit the passkey. Which of them is not told."),
    PASSKEY_KNOWN("That passkey is registered already, by this user or another."),
    TOO_MANY_PASSKEYS("The user has twenty passkeys, which is as many as there may be; remove one.");

    private final String meaning;

    PasskeyRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
