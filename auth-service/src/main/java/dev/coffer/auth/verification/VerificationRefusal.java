package dev.coffer.auth.verification;

import dev.coffer.core.errors.RefusalCode;

/** Why a contact is not verified. */
public enum VerificationRefusal implements RefusalCode {
    CONTACT_MISSING("The account has no contact for this channel."),
    CONTACT_VERIFIED("The contact is verified already; there is nothing to do.");

    private final String meaning;

    VerificationRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
