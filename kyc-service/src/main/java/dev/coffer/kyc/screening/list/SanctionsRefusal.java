package dev.coffer.kyc.screening.list;

import dev.coffer.core.errors.RefusalCode;

/** Why an import is not begun. */
enum SanctionsRefusal implements RefusalCode {
    SANCTIONS_IMPORT_UNDER_WAY("A version of this list is being imported; wait until it is in force or has failed.");

    private final String meaning;

    SanctionsRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
