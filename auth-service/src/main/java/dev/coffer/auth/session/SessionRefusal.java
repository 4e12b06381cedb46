package dev.coffer.auth.session;

import dev.coffer.core.errors.RefusalCode;

/** Why a session does not go on. In each case the way back is to sign in again. */
public enum SessionRefusal implements RefusalCode {
    REFRESH_TOKEN_INVALID("This is not a refresh token of this installation; sign in again."),
    REFRESH_TOKEN_REUSED(
            "The refresh token was used before, so somebody else may hold it: the session was ended. Sign in again."),
    SESSION_ENDED("The session has ended: by logout, by its age, or because the account was locked; sign in again."),
    SESSION_NOT_OPEN("You have no such session, or it has ended already.");

    private final String meaning;

    SessionRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
