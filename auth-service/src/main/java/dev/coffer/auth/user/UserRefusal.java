package dev.coffer.auth.user;

import dev.coffer.core.errors.RefusalCode;

/** Why an account is not made or changed. */
public enum UserRefusal implements RefusalCode {
    CONTACT_UNAVAILABLE(
            "The e-mail address or phone number cannot be used for a new account; sign in, or register with another."),
    ROLE_UNKNOWN("There is no such role."),
    ROLE_BEYOND_OWN("Nobody may grant or take away a role that permits more than their own roles do."),
    OWN_ROLES("Nobody may change their own roles; ask another administrator."),
    OWN_ACCOUNT("Nobody may lock or unlock their own account; ask another administrator.");

    private final String meaning;

    UserRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
