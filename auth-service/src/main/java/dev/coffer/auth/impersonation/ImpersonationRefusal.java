package dev.coffer.auth.impersonation;

import dev.coffer.core.errors.RefusalCode;

/** Why somebody is not impersonated. */
public enum ImpersonationRefusal implements RefusalCode {
    IMPERSONATING_SELF("Nobody impersonates themselves: sign in as you are."),
    USER_NOT_ACTIVE("The account is locked, or its registration is not finished; nobody can be signed in to it.");

    private final String meaning;

    ImpersonationRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
