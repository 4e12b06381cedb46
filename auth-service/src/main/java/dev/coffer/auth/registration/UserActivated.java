package dev.coffer.auth.registration;

/** Event {@code user.activated}, keyed by user: everything that an account needs is there, and the user may sign in. */
record UserActivated(String userId) {

    static final String TYPE = "user.activated";
}
