package dev.coffer.auth.user;

/**
 * Event {@code registration.undone}, keyed by user and always after their {@code user.registered}: there is no such account.
 * Whoever opened something for it takes that back.
 */
record RegistrationUndone(String userId) {

    static final String TYPE = "registration.undone";
}
