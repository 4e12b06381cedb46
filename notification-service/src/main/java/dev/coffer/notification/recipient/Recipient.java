package dev.coffer.notification.recipient;

import dev.coffer.notification.message.NotificationChannel;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told.
 *
 * @param locale BCP 47
 * @param boundTo what the contacts open for: the event that it came with
 * @param sealedEmail null where there is none
 * @param sealedPhone null where there is none
 */
public record Recipient(
        String userId,
        String locale,
        String boundTo,
        @Nullable String sealedEmail,
        @Nullable String sealedPhone) {

    /** What a channel reaches them by, null for nothing. */
    public @Nullable String contact(NotificationChannel channel) {
        return switch (channel) {
            case IN_APP, PUSH -> null;
            case EMAIL -> sealedEmail;
            case SMS, WHATSAPP -> sealedPhone;
        };
    }

    @Override
    public String toString() {
        return "Recipient[" + userId + "]";
    }
}
