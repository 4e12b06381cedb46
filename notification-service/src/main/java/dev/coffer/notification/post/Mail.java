package dev.coffer.notification.post;

import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.message.WhatsAppContent;
import org.jspecify.annotations.Nullable;

/**
 * A message as it leaves. Holds a person's address and maybe a code, so it redacts itself and is kept nowhere but in the mailbox
 * of a development system.
 *
 * @param id of the delivery; the same at every try, so that a reader's program can tell a repeat
 * @param tenantId whose it is
 * @param priority how soon it is wanted
 * @param to an e-mail address, a phone number, or where a device is reached
 * @param html the same as the text; empty for a channel without
 * @param unsubscribe the address by which the reader says no to such mails; null where they cannot
 * @param whatsApp how it is said in WhatsApp; null for other channels
 */
public record Mail(
        String id,
        String tenantId,
        NotificationChannel channel,
        NotificationPriority priority,
        String to,
        String subject,
        String text,
        String html,
        @Nullable String unsubscribe,
        @Nullable WhatsAppContent whatsApp) {

    public Mail {
        requireOneLine("recipient", to);
        requireOneLine("subject", subject);
        requireOneLine("id", id);
    }

    /** What is not of a template for WhatsApp. */
    public Mail(
            String id,
            String tenantId,
            NotificationChannel channel,
            NotificationPriority priority,
            String to,
            String subject,
            String text,
            String html,
            @Nullable String unsubscribe) {
        this(id, tenantId, channel, priority, to, subject, text, html, unsubscribe, null);
    }

    /** @param address null where they cannot */
    public Mail unsubscribedBy(@Nullable String address) {
        return new Mail(id, tenantId, channel, priority, to, subject, text, html, address, whatsApp);
    }

    /** @param content how it is said there */
    public Mail inWhatsApp(WhatsAppContent content) {
        return new Mail(id, tenantId, channel, priority, to, subject, text, html, unsubscribe, content);
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
