package dev.coffer.auth.signin;

import dev.coffer.core.errors.RefusalCode;

/** Why a proof of identity is not taken. */
public enum SignInRefusal implements RefusalCode {
    INVALID_CREDENTIALS(
            "The password does not belong to this e-mail address or phone number; which of them is wrong is not told."),
    TOO_MANY_ATTEMPTS("The password was tried too often; wait for the time that the answer names and try again."),
    ACCOUNT_PENDING("The password is right, and the account is still being set up; sign in again in a moment."),
    ACCOUNT_LOCKED("The password is right, and the account was locked by an operator; ask support.");

    private final String meaning;

    SignInRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
