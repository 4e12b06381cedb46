package dev.coffer.notification.recipient;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told.
 *
 * @param locale BCP 47
 * @param boundTo what the address opens for: the event that it came with
 * @param sealedEmail null where there is none
 */
public record Recipient(
        String userId,
        String locale,
        String boundTo,
        @Nullable String sealedEmail) {

    @Override
    public String toString() {
        return "Recipient[" + userId + "]";
    }
}
