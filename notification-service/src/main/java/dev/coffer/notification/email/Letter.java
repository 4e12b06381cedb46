package dev.coffer.notification.email;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be sent, as the saga keeps it: whom to, and a code, are sealed until it is sent.
 *
 * @param deliveryId the id of the event that asks for it
 * @param kind what it says: "code.SIGN_IN", "password.RESET", the first part of keys of texts
 * @param locale of the reader, BCP 47
 * @param expiresAt from then on it is not worth sending, null where it always is
 * @param boundTo what {@code sealed} opens for
 * @param sealed contact and, after a line feed, code; null once it was sent
 * @param content what a template made of it, sealed by {@link LetterContents}; null for one of the fixed texts, and once it was sent
 */
record Letter(
        String deliveryId,
        String userId,
        String kind,
        Channel channel,
        String locale,
        @Nullable Instant expiresAt,
        String boundTo,
        @Nullable String sealed,
        @Nullable String content) {

    private static final int LONGEST_KIND = 100;

    Letter {
        if (kind.isBlank() || kind.length() > LONGEST_KIND) {
            throw new IllegalArgumentException("A letter has a kind of 1 to " + LONGEST_KIND + " characters: " + kind);
        }
    }

    /** One of the fixed texts. */
    Letter(
            String deliveryId,
            String userId,
            String kind,
            Channel channel,
            String locale,
            @Nullable Instant expiresAt,
            String boundTo,
            @Nullable String sealed) {
        this(deliveryId, userId, kind, channel, locale, expiresAt, boundTo, sealed, null);
    }

    /** "code" of "code.SIGN_IN". */
    String family() {
        return kind.substring(0, kind.indexOf('.'));
    }

    Letter sent() {
        return new Letter(deliveryId, userId, kind, channel, locale, expiresAt, boundTo, null, null);
    }

    @Override
    public String toString() {
        return "Letter[" + deliveryId + ", " + kind + "]";
    }
}
