package dev.coffer.kyc.screening;

import dev.coffer.core.errors.RefusalCode;

/** Why a match is not decided. */
enum ScreeningRefusal implements RefusalCode {
    SCREENING_OF_ONESELF("Nobody decides a match of their own; a colleague does."),
    SCREENING_OUTDATED("The user was screened again since; decide what the newest screening has found.");

    private final String meaning;

    ScreeningRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
