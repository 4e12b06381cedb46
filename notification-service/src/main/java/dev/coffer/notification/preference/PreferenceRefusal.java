package dev.coffer.notification.preference;

import dev.coffer.core.errors.RefusalCode;

/** Why a choice is not kept. */
public enum PreferenceRefusal implements RefusalCode {
    ALWAYS_TOLD("Who can get into an account is told to its user by whatever there is; it cannot be switched off.");

    private final String meaning;

    PreferenceRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
