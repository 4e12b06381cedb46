package dev.coffer.auth.user;

import dev.coffer.core.errors.RefusalCode;

/** Why an account is not made or changed. */
public enum UserRefusal implements RefusalCode {
    CONTACT_UNAVAILABLE(
            "The e-mail address or phone number cannot be used for a new account; sign in, or register with another."),
    REGISTRATION_UNDONE(
            "Another part of the system could not set the account up, so nothing of it is left; register again later."),
    REGISTRATION_PENDING("The user's registration is not finished yet; try again in a moment."),
    ROLE_UNKNOWN("There is no such role."),
    BEYOND_OWN_ROLES("The role, or the user, may do more than the caller: nobody deals in permissions they lack."),
    OWN_ROLES("Nobody may change their own roles; ask another administrator."),
    SERVICE_ACCOUNT(
            "A service account has no password, and is not closed but deleted; revoke its API keys, or lock it."),
    OWN_ACCOUNT("Nobody may lock, unlock or reset their own account; ask another administrator.");

    private final String meaning;

    UserRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
