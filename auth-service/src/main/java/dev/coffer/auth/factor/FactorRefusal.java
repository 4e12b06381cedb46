package dev.coffer.auth.factor;

import dev.coffer.core.errors.RefusalCode;

/** Why a second factor is not switched on or off. */
public enum FactorRefusal implements RefusalCode {
    ENROLMENT_EXPIRED(
            "There is no such enrolment under way: it was confirmed, took longer than ten minutes, or another was begun. Begin"
                    + " again with enrolTotp."),
    SECOND_FACTOR_NEEDED("A second factor is on already: give a code of it, or a recovery code, as well."),
    EMAIL_NOT_VERIFIED("Codes are sent to an e-mail address that the user has proven to be theirs, and there is none.");

    private final String meaning;

    FactorRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
