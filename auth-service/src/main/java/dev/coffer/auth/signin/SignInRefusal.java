package dev.coffer.auth.signin;

import dev.coffer.core.errors.RefusalCode;

/** Why a proof of identity is not taken. */
public enum SignInRefusal implements RefusalCode {
    INVALID_CREDENTIALS(
            "The password does not belong to this e-mail address or phone number; which of them is wrong is not told."),
    TOO_MANY_ATTEMPTS("The password was tried too often; wait for the time that the answer names and try again."),
    ACCOUNT_PENDING(
            "The password is right, and the account is still being set up, or waits for its registration to be confirmed; sign in"
                    + " again then."),
    ACCOUNT_LOCKED("The password is right, and the account was locked by an operator; ask support."),
    SIGN_IN_EXPIRED(
            "The second step can no longer be taken: the sign-in was completed, took longer than five minutes, had too many"
                    + " wrong codes, or the password has changed. Sign in again."),
    SECOND_FACTOR_WRONG(
            "The code is not right now, or was used before; take the next one that the app shows, or another recovery code."),
    PASSWORD_NOT_ENOUGH("A second factor is on: prove that instead of the password."),
    FACTOR_NOT_ENROLLED("The user has no such second factor."),
    SECOND_FACTOR_TRIED_TOO_OFTEN("Codes were tried too often; wait for the time that the answer names and try again.");

    private final String meaning;

    SignInRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
