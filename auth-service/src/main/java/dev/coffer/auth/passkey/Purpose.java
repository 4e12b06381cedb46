package dev.coffer.auth.passkey;

/** What an authenticator's answer is asked for; it counts for nothing else. */
enum Purpose {
    /** To register a passkey. */
    REGISTRATION,
    /** To sign in by passkey alone: of whom is not known yet. */
    LOGIN,
    /** To take the second step of a sign-in. */
    SECOND_STEP,
    /** To step up. */
    STEP_UP,
    /** To change second factors. */
    CHANGE_FACTORS
}
