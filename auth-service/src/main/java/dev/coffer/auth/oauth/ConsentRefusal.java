package dev.coffer.auth.oauth;

import dev.coffer.core.errors.RefusalCode;

/** Why a consent is not taken back. */
public enum ConsentRefusal implements RefusalCode {
    CONSENT_NOT_GIVEN("You let that application do nothing, or took it back already.");

    private final String meaning;

    ConsentRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
