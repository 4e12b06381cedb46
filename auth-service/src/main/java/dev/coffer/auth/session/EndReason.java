package dev.coffer.auth.session;

/** Why a session ended before its time; kept with it. */
public enum EndReason {
    /** The user logged out. */
    LOGOUT,
    /** The user ended it from another session. */
    REVOKED,
    /** The user logged out everywhere. */
    LOGOUT_EVERYWHERE,
    /** An operator ended the user's sessions. */
    ENDED_BY_OPERATOR,
    /** A refresh token was used a second time. */
    TOKEN_REUSED,
    /** The user changed the password in another session. */
    PASSWORD_CHANGED,
    /** The account was locked. */
    ACCOUNT_LOCKED,
    /** The account is to be closed. */
    ACCOUNT_CLOSING,
    /** An administrator switched the user's second factors off. */
    FACTORS_RESET;

    /** Whether the user did it in so many words; else it follows from something that happened. */
    boolean isByUser() {
        return switch (this) {
            case LOGOUT, REVOKED, LOGOUT_EVERYWHERE -> true;
            case ENDED_BY_OPERATOR, TOKEN_REUSED, PASSWORD_CHANGED, ACCOUNT_LOCKED, ACCOUNT_CLOSING, FACTORS_RESET ->
                false;
        };
    }
}
