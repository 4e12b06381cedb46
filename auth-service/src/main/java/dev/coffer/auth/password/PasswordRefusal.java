package dev.coffer.auth.password;

import dev.coffer.core.errors.RefusalCode;

/** Why a new password is not taken. */
public enum PasswordRefusal implements RefusalCode {
    PASSWORD_TOO_SHORT("The new password has fewer than 8 characters; choose a longer one."),
    PASSWORD_TOO_LONG("The new password has more than 128 characters; choose a shorter one."),
    PASSWORD_TOO_COMMON(
            "The new password is among the ones that attackers try first, or repeats the account's own details; choose"
                    + " another.");

    private final String meaning;

    PasswordRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
