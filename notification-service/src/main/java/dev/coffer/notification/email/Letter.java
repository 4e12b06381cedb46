package dev.coffer.notification.email;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be sent, as its task keeps it: whom to, and a code, are sealed until it is sent.
 *
 * @param deliveryId the id of the event that asks for it
 * @param kind what it says: "code.SIGN_IN", "password.RESET", the first part of keys of texts
 * @param category what it is about
 * @param isCritical whether it goes whatever the user wants
 * @param locale of the reader, BCP 47
 * @param expiresAt from then on it is not worth sending, null where it always is
 * @param boundTo what {@code sealed} opens for; empty with it
 * @param sealed contact and, after a line feed, code; empty for a device
 * @param deviceId the device that it goes to, which knows its own address; null for a contact
 * @param content what a template made of it, sealed by {@link LetterContents}; null for one of the fixed texts
 */
record Letter(
        String deliveryId,
        String userId,
        String kind,
        NotificationCategory category,
        boolean isCritical,
        NotificationChannel channel,
        String locale,
        @Nullable Instant expiresAt,
        String boundTo,
        String sealed,
        @Nullable String deviceId,
        @Nullable String content) {

    private static final int LONGEST_KIND = 100;

    Letter {
        if (kind.isBlank() || kind.length() > LONGEST_KIND) {
            throw new IllegalArgumentException("A letter has a kind of 1 to " + LONGEST_KIND + " characters: " + kind);
        }
    }

    /** One of the fixed texts, all of which are about who can get into the account. */
    Letter(
            String deliveryId,
            String userId,
            String kind,
            NotificationChannel channel,
            String locale,
            @Nullable Instant expiresAt,
            String boundTo,
            String sealed) {
        this(
                deliveryId,
                userId,
                kind,
                NotificationCategory.SECURITY,
                true,
                channel,
                locale,
                expiresAt,
                boundTo,
                sealed,
                null,
                null);
    }

    /** The same by text message: another delivery. */
    Letter asTextMessage() {
        return new Letter(
                deliveryId + ".sms",
                userId,
                kind,
                category,
                isCritical,
                NotificationChannel.SMS,
                locale,
                expiresAt,
                boundTo,
                sealed,
                deviceId,
                content);
    }

    /** "code" of "code.SIGN_IN". */
    String family() {
        return kind.substring(0, kind.indexOf('.'));
    }

    @Override
    public String toString() {
        return "Letter[" + deliveryId + ", " + kind + "]";
    }
}
