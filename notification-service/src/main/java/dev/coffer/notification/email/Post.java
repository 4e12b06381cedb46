package dev.coffer.notification.email;

import org.jspecify.annotations.Nullable;

/** What takes messages of one channel. */
interface Post {

    /**
     * Hands the message over.
     *
     * @return null when it was taken; otherwise why it never will be, without anything personal
     * @throws NotNow when it may be taken later; whether it was may be unknown
     */
    @Nullable
    String send(Mail mail) throws NotNow;

    /** For operators: where messages go. */
    String description();

    /** Try again later. Its message holds nothing personal. */
    final class NotNow extends Exception {

        private static final long serialVersionUID = 1L;

        NotNow(String message) {
            super(message);
        }
    }
}
