package dev.coffer.auth.registration;

/**
 * Event {@code registration.undone}, keyed by user: the account came to nothing. Whoever opened something for the user takes it
 * back.
 */
record RegistrationUndone(String userId) {

    static final String TYPE = "registration.undone";
}
