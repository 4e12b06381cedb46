package dev.coffer.notification.post;

import org.jspecify.annotations.Nullable;

/** What a provider said to a message that it had. No part of it holds anything personal. */
public sealed interface PostAnswer {

    /** @param receipt the provider's own name for the message, null where it gives none */
    record Taken(@Nullable String receipt) implements PostAnswer {

        public static final Taken WITHOUT_RECEIPT = new Taken(null);
    }

    /** Nobody knows whether it took it, and it is not to be asked again: it could not tell a repeat. */
    record Unknown(String reason) implements PostAnswer {}

    /** It never takes this message, whoever it is for. */
    record Refused(String reason) implements PostAnswer {}

    /** It never takes any message for this recipient: there is none of that address. */
    record Bounced(String reason) implements PostAnswer {}
}
