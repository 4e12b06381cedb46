package dev.coffer.core.webhook;

import java.time.Instant;

/** What became of a delivery's verification. */
public sealed interface WebhookVerdict {

    /**
     * Genuine, in time and not seen before.
     *
     * @param delivery names it, for {@link WebhookVerifier#release}
     */
    record Valid(Instant signedAt, String delivery) implements WebhookVerdict {}

    /** Counts for nothing. */
    record Refused(Reason reason) implements WebhookVerdict {}

    /** Why it was refused, in words that the sender may see. */
    enum Reason {
        BODY_TOO_LARGE("The body is larger than is accepted."),
        HEADER_TOO_LONG("The signature's header is longer than is accepted."),
        NO_SIGNATURE("There is no signature of scheme v1."),
        MALFORMED_HEADER("The signature's header is not t=<unix seconds>,v1=<64 hexadecimal digits>."),
        TOO_MANY_SIGNATURES("There are more signatures than are accepted."),
        TOO_OLD("It was signed too long ago; sign each try anew."),
        TOO_NEW("It was signed in the future; check the clocks."),
        WRONG_SIGNATURE("No signature fits the body and a secret that counts."),
        REPLAYED("This very delivery came before."),
        UNCHECKED("Whether it came before cannot be told at the moment; try again.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }

        /** Whether the same delivery may be accepted when it is tried again. */
        public boolean isTemporary() {
            return this == UNCHECKED || this == TOO_NEW;
        }
    }
}
