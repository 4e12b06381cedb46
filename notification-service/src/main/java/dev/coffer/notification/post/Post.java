package dev.coffer.notification.post;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What takes messages of one channel. */
public interface Post {

    /**
     * Hands the message over.
     *
     * @throws NotNow when it may be taken later; whether it was may be unknown
     */
    PostAnswer send(Mail mail) throws NotNow;

    /** For operators: where messages go. */
    String description();

    /** Try again later. Its message holds nothing personal. */
    final class NotNow extends Exception {

        private static final long serialVersionUID = 1L;

        /** What does not go now. */
        enum About {
            PROVIDER,
            RECIPIENT,
            RATE
        }

        private final About about;
        private final @Nullable Duration rest;

        private NotNow(About about, String message, @Nullable Duration rest) {
            super(message);
            this.about = about;
            this.rest = rest;
        }

        public NotNow(String message) {
            this(About.PROVIDER, message, null);
        }

        /** @param rest how long the provider asked to be left alone, null where it did not say */
        public NotNow(String message, @Nullable Duration rest) {
            this(About.PROVIDER, message, rest);
        }

        /** The provider is well, and takes nothing for this recipient at the moment. */
        public static NotNow forRecipient(String message) {
            return new NotNow(About.RECIPIENT, message, null);
        }

        /** Nobody was asked: there is more to be sent than the provider is to be asked for. */
        static NotNow forRate() {
            return new NotNow(About.RATE, "there is more to be sent than its provider is asked for in a second", null);
        }

        About about() {
            return about;
        }

        @Nullable
        Duration rest() {
            return rest;
        }
    }
}
