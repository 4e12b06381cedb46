package dev.coffer.notification.email;

import dev.coffer.notification.message.NotificationChannel;
import org.jspecify.annotations.Nullable;

/**
 * A message as it leaves. Holds a person's address and maybe a code, so it redacts itself and is kept nowhere but in the mailbox
 * of a development system.
 *
 * @param id of the delivery; the same at every try, so that a reader's program can tell a repeat
 * @param to an e-mail address or a phone number
 * @param html the same as the text; empty for a channel without
 * @param unsubscribe the address by which the reader says no to such mails; null where they cannot
 */
record Mail(
        String id,
        NotificationChannel channel,
        String to,
        String subject,
        String text,
        String html,
        @Nullable String unsubscribe) {

    Mail {
        requireOneLine("recipient", to);
        requireOneLine("subject", subject);
        requireOneLine("id", id);
    }

    Mail unsubscribedBy(@Nullable String address) {
        return new Mail(id, channel, to, subject, text, html, address);
    }

    private static void requireOneLine(String what, String value) {
        if (value.isBlank() || value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The " + what + " of a mail must be one line, and not empty");
        }
    }

    @Override
    public String toString() {
        return "Mail[" + id + ", " + channel + "]";
    }
}
