package dev.coffer.auth.signin;

import dev.coffer.auth.user.Contact;

/**
 * Event {@code password.changed}, keyed by user: the password that counted before counts no more. The contact to tell the user at
 * is sealed, bound to the type of the event, the tenant and {@code noticeId}.
 */
record PasswordChanged(
        String noticeId, String userId, Means means, Contact.Channel channel, String locale, String sealed) {

    static final String TYPE = "password.changed";

    /** How it came about. */
    enum Means {
        /** The signed-in user changed it. */
        CHANGE,
        /** Whoever had the code of a reset set another. */
        RESET,
        /** An operator made it count no more; there is none until a reset. */
        FORCED
    }

    @Override
    public String toString() {
        return "PasswordChanged[" + userId + ", " + means + "]";
    }
}
