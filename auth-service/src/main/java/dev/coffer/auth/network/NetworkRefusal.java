package dev.coffer.auth.network;

import dev.coffer.core.errors.RefusalCode;

/** Why something is not even looked at. */
public enum NetworkRefusal implements RefusalCode {
    NETWORK_TRIED_TOO_OFTEN("Too much of this came from the caller's network address; wait for the time that the answer"
            + " names and try again. Other addresses are not concerned.");

    private final String meaning;

    NetworkRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
