package dev.coffer.auth.factor;

import dev.coffer.core.errors.RefusalCode;

/** Why a second factor is not switched on or off. */
enum FactorRefusal implements RefusalCode {
    ENROLMENT_EXPIRED(
            "There is no such enrolment under way: it was confirmed, took longer than ten minutes, or another was begun. Begin"
                    + " again with enrolTotp."),
    SECOND_FACTOR_NEEDED(
            "A second factor is on already: to replace it, give a code of it, or a recovery code, as well."),
    FACTOR_NOT_ENROLLED("The user has no such second factor.");

    private final String meaning;

    FactorRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
